// Covers fitted_vectorizer.cpp.
#include "nmf/text/fitted_vectorizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>

#include "nmf/core/error.h"
#include "nmf/text/vectorizer.h"
#include "tests/text/vector_reader.h"

namespace nmf {
namespace {

using testing::ElementsAre;

FittedVectorizer fitted(const Tfidf& tfidf, const VectorizerOptions& options) {
  return {options, tfidf.vocabulary, tfidf.idf, tfidf.stop_words};
}

/// All blocks as one, in the order in which they come.
WeighedRows transformed(const FittedVectorizer& vectorizer, std::vector<std::string> texts,
                        int threads = 1) {
  test::VectorReader reader(std::move(texts));
  WeighedRows all;
  vectorizer.transform(
      reader,
      [&](WeighedRows rows) {
        return [&all, rows = std::move(rows)] {
          all.X.columns = rows.X.columns;
          for (std::size_t r = 0; r < rows.documents.size(); ++r)
            all.X.row_start.push_back(all.X.stored() + rows.X.row_start[r + 1]);
          all.X.rows += rows.X.rows;
          const auto append = [](auto& to, const auto& from) {
            to.insert(to.end(), from.begin(), from.end());
          };
          append(all.X.column, rows.X.column);
          append(all.X.value, rows.X.value);
          append(all.documents, rows.documents);
          append(all.terms, rows.terms);
          append(all.known, rows.known);
        };
      },
      "transforming", {}, threads);
  return all;
}

void expect_same(const CsrMatrix<double>& a, const CsrMatrix<double>& b) {
  EXPECT_EQ(a.rows, b.rows);
  EXPECT_EQ(a.columns, b.columns);
  EXPECT_EQ(a.row_start, b.row_start);
  EXPECT_EQ(a.column, b.column);
  EXPECT_EQ(a.value, b.value);  // to the bit
}

/// Some hundred thousand words, Zipf-weighted: many blocks.
std::vector<std::string> many_texts() {
  std::mt19937 generator(3);
  std::vector<std::string> texts;
  for (int d = 0; d < 6000; ++d) {
    std::string& text = texts.emplace_back();
    const auto words = generator() % 120;
    for (std::uint32_t i = 0; i < words; ++i) {
      const double u = static_cast<double>(generator() % 100000 + 1) / 100000;
      text +=
          "word" + std::to_string(static_cast<int>(1 / u)) + (generator() % 20 == 0 ? ". " : " ");
    }
  }
  return texts;
}

TEST(FittedVectorizer, GivesTheTrainingDocumentsTheirRows) {
  const std::vector<std::string> texts = many_texts();
  std::vector<VectorizerOptions> all(5);
  all[0].min_df = std::int64_t{2};
  all[1].ngram_range = {1, 2};
  all[1].min_df = std::int64_t{3};
  all[2].analyzer = Analyzer::characters_in_words;
  all[2].ngram_range = {2, 3};
  all[2].sublinear_tf = true;
  all[3].stop_words = std::vector<std::string>{"word1", "word2"};
  all[3].max_features = 50;
  all[3].norm = Norm::l1;
  all[4].stemmer = "english";
  all[4].binary = true;
  all[4].use_idf = false;
  for (const VectorizerOptions& options : all) {
    test::VectorReader reader(texts);
    const Tfidf tfidf = vectorize(reader, options);
    for (const int threads : {1, 4}) {
      const WeighedRows rows = transformed(fitted(tfidf, options), texts, threads);
      expect_same(rows.X, tfidf.X);
      EXPECT_EQ(rows.documents, tfidf.documents);
      EXPECT_EQ(rows.known, tfidf.document_length);
    }
  }
}

TEST(FittedVectorizer, CountsTermsThatItDoesNotKnow) {
  VectorizerOptions options;
  options.stop_words = std::vector<std::string>{"the"};
  const FittedVectorizer words(options, {"cat", "dog"}, {1.0, 2.0}, {"the"});
  const WeighedRows rows =
      transformed(words, {"the cat the dog cat bird", "", "the the", "fish bird fish"});
  EXPECT_THAT(rows.terms, ElementsAre(4, 0, 0, 3));
  EXPECT_THAT(rows.known, ElementsAre(3, 0, 0, 0));
  EXPECT_THAT(rows.X.row_start, ElementsAre(0, 2, 2, 2, 2));
  EXPECT_DOUBLE_EQ(rows.X.value[0], 2 / std::sqrt(8.0));

  options.ngram_range = {2, 3};
  const FittedVectorizer pairs(options, {"cat dog"}, {1.0}, {"the"});
  const WeighedRows of_pairs = transformed(pairs, {"cat the dog bird", "cat"});
  EXPECT_THAT(of_pairs.terms, ElementsAre(3, 0));  // two pairs, one triple
  EXPECT_THAT(of_pairs.known, ElementsAre(1, 0));
}

TEST(FittedVectorizer, AStopWordIsNoTermEvenOfTheVocabulary) {
  const FittedVectorizer vectorizer({}, {"cat", "the"}, {1, 1}, {"of", "the"});
  const WeighedRows rows = transformed(vectorizer, {"the cat of the dog"});
  EXPECT_THAT(rows.X.column, ElementsAre(0));
  EXPECT_THAT(rows.terms, ElementsAre(2));
  EXPECT_THAT(rows.known, ElementsAre(1));
}

TEST(FittedVectorizer, LooksWordsUpAsTermsOfAnyPatternAre) {
  std::vector<std::string> vocabulary = {"abandoned", "word1", "word3", "word17", "word4000"};
  const std::vector<double> idf = {1, 1.5, 2, 2.5, 3};
  const std::vector<std::string> stop_words = {"word2", "word5"};
  VectorizerOptions by_pattern;
  by_pattern.token_pattern = R"(\b\w\w+\b)";  // the default one, said otherwise
  const WeighedRows one = transformed({{}, vocabulary, idf, stop_words}, many_texts());
  const WeighedRows other = transformed({by_pattern, vocabulary, idf, stop_words}, many_texts());
  EXPECT_GT(one.X.stored(), 0);
  expect_same(one.X, other.X);
  EXPECT_EQ(one.terms, other.terms);
  EXPECT_EQ(one.known, other.known);
}

TEST(FittedVectorizer, ATermOfInfiniteIdfIsNotKnown) {
  const FittedVectorizer vectorizer({}, {"cat", "dog"}, {INFINITY, 1.0}, {});
  const WeighedRows rows = transformed(vectorizer, {"cat dog", "cat"});
  EXPECT_THAT(rows.X.column, ElementsAre(1));
  EXPECT_THAT(rows.X.value, ElementsAre(1.0));
  EXPECT_THAT(rows.known, ElementsAre(1, 0));
  EXPECT_THAT(rows.terms, ElementsAre(2, 1));
}

MatrixCorpus matrix(bool weights) {
  MatrixCorpus corpus;
  corpus.X = {2, 4, {0, 4, 5}, {0, 1, 2, 3, 3}, {3, 1, 2, 5, 7}};
  corpus.weights = weights;
  corpus.vocabulary = {"the", "dog", "bird", "cat"};
  corpus.documents = {{"a", ""}, {"b", "x"}};
  return corpus;
}

TEST(FittedVectorizer, MatchesColumnsOfCountsByTheirTerms) {
  const FittedVectorizer vectorizer({}, {"cat", "dog"}, {1.0, 2.0}, {"the"});
  const WeighedRows rows = vectorizer.transform(matrix(false));
  const WeighedRows same = transformed(
      vectorizer, {"the the the dog bird bird cat cat cat cat cat", "cat cat cat cat cat cat cat"});
  expect_same(rows.X, same.X);
  EXPECT_EQ(rows.terms, same.terms);
  EXPECT_EQ(rows.known, same.known);
  EXPECT_THAT(rows.terms, ElementsAre(8, 7));
  EXPECT_EQ(rows.documents, matrix(false).documents);
}

TEST(FittedVectorizer, FinishedWeightsStayAsTheyAre) {
  const FittedVectorizer vectorizer({}, {"cat", "dog"}, {1.0, 2.0}, {});
  const WeighedRows rows = vectorizer.transform(matrix(true));
  EXPECT_THAT(rows.X.column, ElementsAre(0, 1, 0));
  EXPECT_THAT(rows.X.value, ElementsAre(5, 1, 7));
  EXPECT_THAT(rows.terms, ElementsAre(4, 1));
  EXPECT_THAT(rows.known, ElementsAre(2, 1));
  MatrixCorpus broken = matrix(true);
  broken.X.column[0] = 9;
  EXPECT_THROW(vectorizer.transform(broken), IoError);
}

TEST(FittedVectorizer, RefusesAnIdfOfAnotherLength) {
  EXPECT_THROW(FittedVectorizer({}, {"cat"}, {1.0, 2.0}, {}), std::invalid_argument);
}

TEST(FittedVectorizer, StopsWhenAskedTo) {
  const FittedVectorizer vectorizer({}, {"cat"}, {1.0}, {});
  test::VectorReader reader(std::vector<std::string>(2000, "cat"));
  EXPECT_THROW(vectorizer.transform(
                   reader, [](const WeighedRows&) { return [] {}; }, "transforming",
                   [](const Progress&) { return false; }, 2),
               Interrupted);
}

}  // namespace
}  // namespace nmf
