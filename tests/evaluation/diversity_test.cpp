#include "nmf/evaluation/diversity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/evaluation/topic_terms.h"

namespace nmf {
namespace {

using testing::ElementsAre;

TEST(Diversity, IsTheShareOfDistinctTerms) {
  const Score score = diversity(number_terms({{"a", "b"}, {"b", "c"}, {"d", "e"}}).topics);
  EXPECT_DOUBLE_EQ(score.mean.value(), 5.0 / 6);
  EXPECT_THAT(score.topics, ElementsAre(0.75, 0.75, 1.0));
}

TEST(Diversity, CountsATermListedTwiceInOneTopicToo) {
  const Score score = diversity(number_terms({{"a", "a"}, {"b", "c"}}).topics);
  EXPECT_DOUBLE_EQ(score.mean.value(), 0.75);
  EXPECT_THAT(score.topics, ElementsAre(0.5, 1.0));
}

TEST(Diversity, OfATopicWithoutTermsIsNone) {
  const Score score = diversity(number_terms({{}, {"b"}}).topics);
  EXPECT_DOUBLE_EQ(score.mean.value(), 1.0);
  EXPECT_THAT(score.topics, ElementsAre(std::nullopt, 1.0));
  EXPECT_EQ(diversity({}).mean, std::nullopt);
}

TEST(Diversity, OfColumns) {
  EXPECT_DOUBLE_EQ(diversity({{0, 1, 2}, {2, 3}}).mean.value(), 0.8);
  EXPECT_DOUBLE_EQ(diversity({{4}, {4}, {4}, {4}}).mean.value(), 0.25);
  EXPECT_EQ(diversity({{}, {}}).mean, std::nullopt);
}

}  // namespace
}  // namespace nmf
