#include "nmf/evaluation/occurrences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "nmf/core/error.h"
#include "nmf/text/vectorizer.h"
#include "tests/text/vector_reader.h"

namespace nmf {
namespace {

using testing::ElementsAre;

Occurrences count(std::vector<std::string> texts, const std::vector<TermList>& topics,
                  const VectorizerOptions& options = {}, int threads = 1) {
  test::VectorReader reader(std::move(texts));
  return count_occurrences(reader, number_terms(topics), options, {}, threads);
}

/// Enough text for some blocks.
std::vector<std::string> random_texts() {
  std::mt19937 random(3);
  std::vector<std::string> texts(2000);
  for (std::string& text : texts) {
    const auto length = random() % 200;
    for (std::size_t i = 0; i < length; ++i)
      text += "word" + std::to_string(std::min(random() % 50, random() % 50)) + " ";
  }
  return texts;
}

TEST(Occurrences, CountsDocumentsAndWindowsOverTheAnalyzersTokens) {
  VectorizerOptions options;
  options.stop_words = std::vector<std::string>{"the"};
  options.min_df = std::int64_t{2};  // prunes columns, not tokens
  const Occurrences counts =
      count({"The cat saw the DOG", "dog", "", "the"}, {{"cat", "dog"}}, options);
  EXPECT_EQ(counts.tokens, 4);
  EXPECT_EQ(counts.documents.windows, 4);
  EXPECT_THAT(counts.documents.terms, ElementsAre(1, 2));
  EXPECT_THAT(counts.documents.pairs, ElementsAre(1));
  ASSERT_TRUE(counts.of_10 && counts.of_110);
  EXPECT_EQ(counts.of_10->windows, 4);
}

TEST(Occurrences, SlidesWindowsOfTenAndOfAHundredAndTenTokens) {
  std::string text = "cat";
  for (int i = 0; i < 111; ++i) text += " word";
  const Occurrences counts = count({text + " dog"}, {{"cat", "dog"}});
  EXPECT_EQ(counts.of_10->windows, 104);
  EXPECT_EQ(counts.of_110->windows, 4);
  EXPECT_THAT(counts.of_110->terms, ElementsAre(1, 1));
  EXPECT_THAT(counts.of_110->pairs, ElementsAre(0));
  EXPECT_THAT(counts.documents.pairs, ElementsAre(1));
}

TEST(Occurrences, AreTheSameForAnyNumberOfThreads) {
  const std::vector<TermList> topics = {{"word1", "word2", "word3"}, {"word3", "word40", "word1"}};
  const Occurrences one = count(random_texts(), topics, {}, 1);
  const Occurrences four = count(random_texts(), topics, {}, 4);
  EXPECT_EQ(four.tokens, one.tokens);
  EXPECT_EQ(four.corpus_sha256, one.corpus_sha256);
  for (const auto& [a, b] : {std::pair{&one.documents, &four.documents},
                             {&*one.of_10, &*four.of_10},
                             {&*one.of_110, &*four.of_110}}) {
    EXPECT_EQ(a->windows, b->windows);
    EXPECT_EQ(a->terms, b->terms);
    EXPECT_EQ(a->pairs, b->pairs);
    EXPECT_GT(a->pairs[0], 0);
  }
}

TEST(Occurrences, HashTheCorpusAsTheVectorizerDoes) {
  test::VectorReader reader(random_texts());
  EXPECT_EQ(count(random_texts(), {{"word1", "word2"}}, {}, 4).corpus_sha256,
            vectorize(reader).corpus_sha256);
}

MatrixCorpus small_matrix() {
  MatrixCorpus corpus;
  corpus.X = {3, 3, {0, 2, 3, 5}, {0, 1, 2, 0, 2}, {3, 1, 2, 1, 4}};
  corpus.vocabulary = {"cat", "dog", "the"};
  corpus.documents.resize(3);
  corpus.sha256 = "abc";
  return corpus;
}

TEST(Occurrences, OfAMatrixAreDocumentsAlone) {
  const Occurrences counts =
      count_occurrences(small_matrix(), number_terms({{"cat", "the", "dog", "fox"}}), {});
  EXPECT_EQ(counts.documents.windows, 3);
  EXPECT_THAT(counts.documents.terms, ElementsAre(2, 2, 1, 0));
  EXPECT_THAT(counts.documents.pairs, ElementsAre(1, 1, 0, 0, 0, 0));
  EXPECT_EQ(counts.tokens, 11);
  EXPECT_EQ(counts.corpus_sha256, "abc");
  EXPECT_FALSE(counts.of_10 || counts.of_110);
}

TEST(Occurrences, OfCountsLeaveStopWordsOutAndOfWeightsDoNot) {
  VectorizerOptions options;
  options.stop_words = std::vector<std::string>{"the"};
  const TopicTerms topics = number_terms({{"cat", "the"}});
  MatrixCorpus corpus = small_matrix();
  const Occurrences counts = count_occurrences(corpus, topics, options);
  EXPECT_THAT(counts.documents.terms, ElementsAre(2, 0));
  EXPECT_EQ(counts.tokens, 5);
  corpus.weights = true;
  const Occurrences weights = count_occurrences(corpus, topics, options);
  EXPECT_THAT(weights.documents.terms, ElementsAre(2, 2));
  EXPECT_EQ(weights.tokens, 5);
}

TEST(Occurrences, RefusesCorporaAndOptionsThatAreNone) {
  EXPECT_THROW(count({}, {{"cat", "dog"}}), EmptyCorpus);
  VectorizerOptions bad;
  bad.ngram_range = {2, 1};
  EXPECT_THROW(count({"cat"}, {{"cat", "dog"}}, bad), ConfigError);
  MatrixCorpus corpus = small_matrix();
  corpus.X.column[1] = 7;
  EXPECT_THROW(count_occurrences(corpus, number_terms({{"cat", "dog"}}), {}), IoError);
  MatrixCorpus empty;
  EXPECT_THROW(count_occurrences(empty, number_terms({{"cat", "dog"}}), {}), EmptyCorpus);
}

TEST(Occurrences, RefusesMorePairsThanFitTheMemory) {
  TermList terms;
  for (int i = 0; i < 500'000; ++i) terms.push_back(std::to_string(i));
  try {
    test::VectorReader reader({"cat"});
    (void)count_occurrences(reader, number_terms({terms}, 500'000), {}, {}, 1);
    FAIL() << "6 TB were there";
  } catch (const DeviceError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("the counts of 124999750000 pairs"));
  }
}

}  // namespace
}  // namespace nmf
