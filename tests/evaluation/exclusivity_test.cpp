#include "nmf/evaluation/exclusivity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/types.h>

#include <stdexcept>

namespace nmf {
namespace {

TEST(Exclusivity, IsTheMeanShareOfTheTopicInItsTerms) {
  // P: 0.75 0.25 0 and 0.2 0 0.8 (an entry below 0 counts as 0).
  const at::Tensor H = torch::tensor({{3.0, 1.0, 0.0}, {1.0, -2.0, 4.0}});
  const TopicTerms topics = number_terms({{"a", "b"}, {"c", "a"}});
  const Score score = exclusivity(H, {"a", "b", "c"}, topics);
  ASSERT_EQ(score.topics.size(), 2U);
  EXPECT_DOUBLE_EQ(score.topics[0].value(), (0.75 / 0.95 + 1) / 2);
  EXPECT_DOUBLE_EQ(score.topics[1].value(), (1 + 0.2 / 0.95) / 2);
  EXPECT_DOUBLE_EQ(score.mean.value(), (*score.topics[0] + *score.topics[1]) / 2);
}

TEST(Exclusivity, OfEqualTopicsIsOneInK) {
  const at::Tensor H = torch::ones({4, 3}, torch::kFloat32);
  const TopicTerms topics = number_terms({{"a"}, {"b"}, {"c", "a"}, {"a"}});
  EXPECT_DOUBLE_EQ(exclusivity(H, {"a", "b", "c"}, topics).mean.value(), 0.25);
}

TEST(Exclusivity, IsTheSameForHStoredTermByTerm) {
  const at::Tensor H = torch::tensor({{3.0F, 1.0F, 0.5F}, {1.0F, 2.0F, 4.0F}});
  const TopicTerms topics = number_terms({{"a", "b"}, {"c", "b"}});
  const Score score = exclusivity(H, {"a", "b", "c"}, topics);
  EXPECT_EQ(exclusivity(H.t().contiguous().t(), {"a", "b", "c"}, topics).topics, score.topics);
}

TEST(Exclusivity, OfATopicWithoutTermsIsNone) {
  const at::Tensor H = torch::tensor({{0.0, 0.0}, {1.0, 1.0}});
  const Score score = exclusivity(H, {"a", "b"}, number_terms({{}, {"a", "b"}}));
  EXPECT_THAT(score.topics, testing::ElementsAre(std::nullopt, 1.0));
  EXPECT_DOUBLE_EQ(score.mean.value(), 1.0);
}

TEST(Exclusivity, RefusesWhatDoesNotMatch) {
  const at::Tensor H = torch::ones({2, 2});
  EXPECT_THROW((void)exclusivity(H, {"a", "b"}, number_terms({{"a"}})), std::invalid_argument);
  EXPECT_THROW((void)exclusivity(H, {"a", "b"}, number_terms({{"a"}, {"c"}})),
               std::invalid_argument);
}

}  // namespace
}  // namespace nmf
