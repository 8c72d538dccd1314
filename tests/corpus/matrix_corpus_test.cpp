#include "nmf/corpus/matrix_corpus.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "nmf/core/error.h"
#include "nmf/corpus/corpus_hash.h"
#include "nmf/corpus/matrix_values.h"
#include "tests/support/archive_writer.h"

namespace nmf::detail {
namespace {

using test::message_of;

const char* const kWeightsRule = ", expected a finite number >= 0";
const char* const kCountsRule =
    ", expected a whole number in 0 .. 9007199254740992, as corpus.values: counts says; finished "
    "TF-IDF is corpus.values: weights";

TEST(MatrixValues, FaultsOfAValue) {
  for (const MatrixValues values : {MatrixValues::automatic, MatrixValues::weights}) {
    EXPECT_EQ(fault_of(0, values), std::nullopt);
    EXPECT_EQ(fault_of(0.5, values), std::nullopt);
    EXPECT_EQ(fault_of(1e300, values), std::nullopt);
    EXPECT_EQ(fault_of(NAN, values), std::string("got nan") + kWeightsRule);
    EXPECT_EQ(fault_of(INFINITY, values), std::string("got inf") + kWeightsRule);
    EXPECT_EQ(fault_of(-1, values), std::string("got -1") + kWeightsRule);
  }
  EXPECT_EQ(fault_of(0, MatrixValues::counts), std::nullopt);
  EXPECT_EQ(fault_of(9007199254740992.0, MatrixValues::counts), std::nullopt);
  EXPECT_EQ(fault_of(0.5, MatrixValues::counts), std::string("got 0.5") + kCountsRule);
  EXPECT_EQ(fault_of(NAN, MatrixValues::counts), std::string("got nan") + kCountsRule);
  EXPECT_EQ(fault_of(-1, MatrixValues::counts), std::string("got -1") + kCountsRule);
  EXPECT_EQ(fault_of(9007199254740994.0, MatrixValues::counts),
            std::string("got 9007199254740994") + kCountsRule);
}

MatrixCorpus made(std::vector<double> values, MatrixValues said = MatrixValues::automatic) {
  CsrMatrix<double> X;
  X.rows = 2;
  X.columns = static_cast<std::int64_t>(values.size());
  X.row_start = {0, X.columns, X.columns};
  for (std::int32_t c = 0; c < X.columns; ++c) X.column.push_back(c);
  X.value = std::move(values);
  return make_matrix_corpus("x.npz", X, std::vector<std::string>(X.value.size(), "t"), said);
}

TEST(MatrixCorpus, AutoTellsCountsFromWeights) {
  EXPECT_FALSE(made({1, 2}).weights);
  EXPECT_TRUE(made({1, 2.5}).weights);
  EXPECT_EQ(message_of<IoError>([] {
              made({1, 1e17});
            }),
            "x.npz: got 1e+17, expected a whole number in 0 .. 9007199254740992, as corpus.values: "
            "counts says; finished TF-IDF is corpus.values: weights");
  EXPECT_TRUE(made({1, 2}, MatrixValues::weights).weights);
  EXPECT_FALSE(made({1, 2}, MatrixValues::counts).weights);
}

TEST(MatrixCorpus, NumbersItsDocumentsAndHashesWhatWasRead) {
  const MatrixCorpus corpus = made({3, 0.1});
  EXPECT_EQ(corpus.documents, (std::vector<DocumentName>{{"0", ""}, {"1", ""}}));
  CorpusHash hash;
  hash.add("0", "0:3 1:0.1 ");
  hash.add("1", "");
  EXPECT_EQ(corpus.sha256, hash.hex());
}

TEST(MatrixCorpus, CanonicalTextHasWholeNumbersWithoutAPoint) {
  const std::vector<std::int32_t> columns = {0, 5, 7, 9};
  const std::vector<double> values = {1, 9007199254740992.0, 0.1, 1e300};
  EXPECT_EQ(canonical(columns, values), "0:1 5:9007199254740992 7:0.1 9:1e+300 ");
}

TEST(MatrixCorpus, SumsStayExact) {
  EXPECT_EQ(message_of<IoError>([] {
              made({4503599627370496.0, 4503599627370496.0});
            }),
            "x.npz: the values add up to 9007199254740992, expected less than 9007199254740992");
  const double largest = std::numeric_limits<double>::max();
  EXPECT_EQ(message_of<IoError>([&] {
              made({largest, largest}, MatrixValues::weights);
            }),
            "x.npz: the values add up to inf, expected a finite number");
}

TEST(MatrixCorpus, NeedsADocument) {
  EXPECT_EQ(message_of<IoError>([] { make_matrix_corpus("x.npz", {}, {}, MatrixValues::counts); }),
            "x.npz: has no document");
}

TEST(MatrixCorpus, NeedsAVocabularyOfItsLength) {
  EXPECT_EQ(message_of<ConfigError>([] { required_vocabulary({}, "mtx"); }),
            "corpus.vocabulary: not given, but corpus.format: mtx needs it: the path of the terms, "
            "one a line");
  EXPECT_EQ(message_of<IoError>([] { check_vocabulary("x.mtx:2", 3, "v.txt", 4); }),
            "x.mtx:2: has 3 columns, but v.txt has 4 terms; is it the right corpus.vocabulary, and "
            "are the documents the rows?");
  EXPECT_NO_THROW(check_vocabulary("x.mtx:2", 4, "v.txt", 4));
}

}  // namespace
}  // namespace nmf::detail
