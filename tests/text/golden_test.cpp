// scikit-learn's results: recorded ones (tests/golden/make_text_golden.py), and those of the
// notebook's 2034 documents where the archive lies beside the checkout.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "nmf/corpus/reader.h"
#include "nmf/text/vectorizer.h"
#include "tests/text/vector_reader.h"

namespace nmf {
namespace {

using nlohmann::json;
constexpr double kRelative = 1e-12;  // both sum in float64; the order within a row may differ

VectorizerOptions options_of(const json& given) {
  VectorizerOptions options;
  options.lowercase = given.value("lowercase", true);
  options.binary = given.value("binary", false);
  options.use_idf = given.value("use_idf", true);
  options.smooth_idf = given.value("smooth_idf", true);
  options.sublinear_tf = given.value("sublinear_tf", false);
  if (given.contains("norm")) options.norm = given["norm"] == "l1" ? Norm::l1 : Norm::none;
  const auto frequency = [](const json& value) -> DocumentFrequency {
    if (value.is_number_integer()) return value.get<std::int64_t>();
    return value.get<double>();
  };
  if (given.contains("min_df")) options.min_df = frequency(given["min_df"]);
  if (given.contains("max_df")) options.max_df = frequency(given["max_df"]);
  if (given.contains("max_features")) options.max_features = given["max_features"];
  if (given.contains("stop_words")) {
    if (given["stop_words"].is_string()) {
      options.stop_words = given["stop_words"].get<std::string>();
    } else {
      options.stop_words = given["stop_words"].get<std::vector<std::string>>();
    }
  }
  return options;
}

void expect_close(const std::vector<double>& got, const json& wanted) {
  ASSERT_EQ(got.size(), wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    const double value = wanted[i];
    EXPECT_NEAR(got[i], value, kRelative * value) << "value " << i;
  }
}

TEST(Golden, EqualsScikitLearn) {
  std::ifstream file(NMF_SOURCE_DIR "/tests/golden/text.json");
  const json golden = json::parse(file);
  ASSERT_EQ(golden["cases"].size(), 45U);
  for (const json& wanted : golden["cases"]) {
    SCOPED_TRACE(wanted["name"]);
    test::VectorReader reader(wanted["documents"].get<std::vector<std::string>>());
    const Tfidf got = vectorize(reader, options_of(wanted["options"]));
    EXPECT_EQ(json(got.vocabulary), wanted["vocabulary"]);
    EXPECT_EQ(json(got.X.row_start), wanted["row_start"]);
    EXPECT_EQ(json(got.X.column), wanted["column"]);
    EXPECT_EQ(json(got.term_frequency), wanted["term_frequency"]);
    EXPECT_EQ(json(got.document_frequency), wanted["document_frequency"]);
    EXPECT_EQ(json(got.document_length), wanted["document_length"]);
    expect_close(got.X.value, wanted["value"]);
    expect_close(got.idf, wanted["idf"]);
  }
}

TEST(Golden, NotebookDocumentsEqualScikitLearn) {
  const std::filesystem::path shared = NMF_SOURCE_DIR "/../shared";
  CorpusOptions corpus;
  corpus.path = shared / "corpora/20news-bydate.tar.gz";
  if (!std::filesystem::exists(corpus.path)) GTEST_SKIP() << "no " << corpus.path;
  corpus.categories = {"alt.atheism", "talk.religion.misc", "comp.graphics", "sci.space"};
  corpus.remove = {NewsgroupsPart::headers, NewsgroupsPart::footers, NewsgroupsPart::quotes};
  corpus.encoding = TextEncoding::latin_1;
  VectorizerOptions options;
  options.stop_words = "english";
  const Tfidf got = vectorize(*open_documents(corpus), options);

  std::ifstream file(shared / "reference/vocabulary.txt");
  std::vector<std::string> vocabulary;
  for (std::string term; std::getline(file, term);) vocabulary.push_back(term);
  EXPECT_TRUE(got.vocabulary == vocabulary);
  EXPECT_EQ(got.X.rows, 2034);
  EXPECT_EQ(got.X.columns, 26576);
  ASSERT_EQ(got.X.stored(), 133634);

  // Sums over scikit-learn's matrix: of x, of x (column + 1), of x (row + 1).
  double plain = 0;
  double by_column = 0;
  double by_row = 0;
  std::size_t i = 0;
  for (std::size_t row = 0; row < 2034; ++row) {
    for (; i < static_cast<std::size_t>(got.X.row_start[row + 1]); ++i) {
      plain += got.X.value[i];
      by_column += got.X.value[i] * (got.X.column[i] + 1.0);
      by_row += got.X.value[i] * (static_cast<double>(row) + 1.0);
    }
  }
  EXPECT_NEAR(plain, 11656.9714261718, kRelative * 11656.9714261718);
  EXPECT_NEAR(by_column, 164334631.48012918, kRelative * 164334631.48012918);
  EXPECT_NEAR(by_row, 11915344.419576263, kRelative * 11915344.419576263);
}

}  // namespace
}  // namespace nmf
