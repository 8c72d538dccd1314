#include "nmf/text/finished_weights.h"

#include <gtest/gtest.h>

#include <cmath>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using Integers = std::vector<std::int64_t>;
using test::message_of;

/// [[0.5, 0, 2], [0, 0, 0], [0.25, 0, 0]]
MatrixCorpus weights() {
  return {{3, 3, {0, 2, 2, 3}, {0, 2, 0}, {0.5, 2, 0.25}},
          true,
          {"pear", "apple", "plum"},
          {{"0", ""}, {"1", ""}, {"2", ""}},
          "0123abcd"};
}

std::string refusal(const MatrixCorpus& corpus) {
  return message_of<IoError>([&] { vectorize(corpus); });
}

TEST(FinishedWeights, StayAsTheyAre) {
  const MatrixCorpus corpus = weights();
  const Tfidf result = vectorize(corpus);
  EXPECT_EQ(result.X.row_start, corpus.X.row_start);
  EXPECT_EQ(result.X.column, corpus.X.column);
  EXPECT_EQ(result.X.value, corpus.X.value);
  EXPECT_EQ(result.X.columns, 3);
  EXPECT_EQ(result.vocabulary, corpus.vocabulary);
  EXPECT_EQ(result.documents, corpus.documents);
  EXPECT_EQ(result.corpus_sha256, "0123abcd");
  EXPECT_EQ(result.idf, (std::vector<double>{1, 1, 1}));
  EXPECT_EQ(result.document_length, (Integers{2, 0, 1}));
  EXPECT_EQ(result.term_frequency, (Integers{2, 0, 1}));
  EXPECT_EQ(result.document_frequency, (Integers{2, 0, 1}));
  EXPECT_TRUE(result.stop_words.empty());
}

TEST(FinishedWeights, NeedAStoredValue) {
  MatrixCorpus corpus = weights();
  corpus.X = {3, 3, {0, 0, 0, 0}, {}, {}};
  EXPECT_EQ(refusal(corpus),
            "the corpus of weights has no stored value (documents read: 3); choose a corpus that "
            "has some");
}

TEST(FinishedWeights, AreFiniteAndAboveZero) {
  for (const double value : {0.0, -1.0, double(NAN), double(INFINITY)}) {
    MatrixCorpus corpus = weights();
    corpus.X.value[1] = value;
    EXPECT_EQ(refusal(corpus),
              "the corpus of weights is malformed: a stored weight is not finite and above 0");
  }
  MatrixCorpus corpus = weights();
  corpus.X.column[1] = 3;
  EXPECT_EQ(refusal(corpus),
            "the corpus of weights is malformed: the columns of a row do not rise within the "
            "vocabulary");
}

TEST(FinishedWeights, CountsAreWholeAndTheirSumIsExact) {
  const auto with = [](double first, double second) {
    MatrixCorpus corpus = weights();
    corpus.weights = false;
    corpus.X.value = {first, second, 1};
    return refusal(corpus);
  };
  const std::string malformed = "the corpus of counts is malformed: ";
  EXPECT_EQ(with(1, 2), "");
  EXPECT_EQ(with(1, 1.5), malformed + "a stored count is no whole number");
  EXPECT_EQ(with(1, 0.5), malformed + "a stored count is below 1");
  EXPECT_EQ(with(1, NAN), malformed + "a stored count is below 1");
  EXPECT_EQ(with(4503599627370496, 4503599627370496),
            malformed + "the counts add up to 2^53 or more");
}

}  // namespace
}  // namespace nmf
