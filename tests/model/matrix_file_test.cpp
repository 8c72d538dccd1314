#include "nmf/model/matrix_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "nmf/core/error.h"
#include "tests/model/tiny_model.h"
#include "tests/support/random_matrix.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using test::TemporaryDirectory;
using testing::HasSubstr;

/// A TF-IDF as the names alone give it.
Tfidf names_of(const Tfidf& tfidf) {
  Tfidf names;
  names.vocabulary = tfidf.vocabulary;
  names.documents = tfidf.documents;
  return names;
}

TEST(MatrixFile, IsReadAsItWasWritten) {
  Tfidf tfidf;
  tfidf.X = test::random_matrix(40, 900, 0.3, 5);  // more columns than are converted at once
  tfidf.vocabulary.resize(900);
  tfidf.documents.resize(40);
  tfidf.idf.assign(900, 0.1);
  tfidf.document_length.assign(40, 7);
  tfidf.term_frequency.assign(900, 2);
  tfidf.document_frequency.assign(900, 1);
  ASSERT_GT(tfidf.X.stored(), 2 * 4096);
  const TemporaryDirectory folder;
  write_matrix(folder / "matrix.safetensors", tfidf);
  Tfidf read = names_of(tfidf);
  read_matrix(folder / "matrix.safetensors", read);
  EXPECT_EQ(read.X.rows, 40);
  EXPECT_EQ(read.X.columns, 900);
  EXPECT_EQ(read.X.row_start, tfidf.X.row_start);
  EXPECT_EQ(read.X.column, tfidf.X.column);
  EXPECT_EQ(read.X.value, tfidf.X.value);
  EXPECT_EQ(read.idf, tfidf.idf);
  EXPECT_EQ(read.document_length, tfidf.document_length);
  EXPECT_EQ(read.term_frequency, tfidf.term_frequency);
  EXPECT_EQ(read.document_frequency, tfidf.document_frequency);
}

TEST(MatrixFile, WhatIsNoMatrixOfTheseNamesIsRefused) {
  const auto error = [](const std::function<void(Tfidf&)>& damage) {
    const TemporaryDirectory folder;
    Tfidf tfidf = test::tiny_tfidf(), read = names_of(tfidf);
    damage(tfidf);
    write_matrix(folder / "matrix.safetensors", tfidf);
    return test::message_of<ModelError>([&] { read_matrix(folder / "matrix.safetensors", read); });
  };
  EXPECT_EQ(error([](Tfidf&) {}), "");
  EXPECT_THAT(error([](Tfidf& t) { t.X.row_start = {0, 3}; }), HasSubstr("row_start: got 2"));
  EXPECT_THAT(error([](Tfidf& t) { t.X.row_start = {1, 2, 3}; }), HasSubstr("row_start"));
  EXPECT_THAT(error([](Tfidf& t) { t.X.row_start = {0, 4, 3}; }), HasSubstr("row_start"));
  EXPECT_THAT(error([](Tfidf& t) { t.X.row_start = {0, -1, 3}; }), HasSubstr("row_start"));
  EXPECT_THAT(error([](Tfidf& t) { t.X.row_start = {0, 2, 2}; }), HasSubstr("row_start"));
  EXPECT_THAT(error([](Tfidf& t) { t.X.column = {0, 3, 1}; }), HasSubstr("column: got 3 in row 0"));
  EXPECT_THAT(error([](Tfidf& t) { t.X.column = {1, 1, 1}; }), HasSubstr("column: got 1 in row 0"));
  EXPECT_THAT(error([](Tfidf& t) { t.X.column = {-1, 1, 1}; }), HasSubstr("column: got -1"));
  EXPECT_THAT(error([](Tfidf& t) {
                t.X.value.pop_back();
                t.X.column.pop_back();
              }),
              HasSubstr("row_start"));
  EXPECT_THAT(error([](Tfidf& t) { t.idf.pop_back(); }),
              HasSubstr("idf: got 2 values, expected 3"));
  EXPECT_THAT(error([](Tfidf& t) { t.document_length.push_back(1); }),
              HasSubstr("document_length"));
  EXPECT_THAT(error([](Tfidf& t) { t.term_frequency.clear(); }), HasSubstr("term_frequency"));
  EXPECT_THAT(error([](Tfidf& t) { t.document_frequency.clear(); }),
              HasSubstr("document_frequency"));
}

}  // namespace
}  // namespace nmf
