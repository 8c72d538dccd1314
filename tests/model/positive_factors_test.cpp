#include "nmf/model/positive_factors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/model/model.h"
#include "tests/model/hand_made_model.h"

namespace {

using nmf::test::hand_made_model;
using testing::ElementsAre;

TEST(PositiveFactors, EntriesBelowZeroCountAsZero) {
  const nmf::Model model = hand_made_model();
  EXPECT_THAT(nmf::topic_masses(model), ElementsAre(2, 4));
  EXPECT_THAT(nmf::topic_term_probabilities(model), ElementsAre(0.5, 0.5, 0, 0, 0.25, 0.75));
  EXPECT_THAT(nmf::topic_shares(model), ElementsAre(6.0 / 14, 8.0 / 14));
  std::vector<double> all;
  nmf::for_each_document(model, [&](std::int64_t d, std::span<const double> weights) {
    EXPECT_EQ(d, std::ssize(all) / 2);
    all.insert(all.end(), weights.begin(), weights.end());
  });
  EXPECT_THAT(all, ElementsAre(1, 0, 2, 1, 0, 1, 0, 0));
}

TEST(PositiveFactors, SharesAreThoseOfTheTopTopics) {
  const nmf::Model model = hand_made_model();
  const auto shares = nmf::topic_shares(model);
  for (const nmf::Topic& topic : nmf::top_topics(model.W, model.H, model.vocabulary))
    EXPECT_EQ(topic.share, shares[static_cast<std::size_t>(topic.topic)]);
}

TEST(PositiveFactors, ATopicWithoutMassHasNothing) {
  nmf::Model model = hand_made_model();
  model.H.select(0, 0).fill_(-1);
  EXPECT_THAT(nmf::topic_masses(model), ElementsAre(0, 4));
  EXPECT_THAT(nmf::topic_term_probabilities(model), ElementsAre(0, 0, 0, 0, 0.25, 0.75));
  EXPECT_THAT(nmf::topic_shares(model), ElementsAre(0, 1));
  model.H.fill_(0);
  EXPECT_THAT(nmf::topic_shares(model), ElementsAre(0, 0));
}

TEST(PositiveFactors, DoNotCareForTheDtype) {
  nmf::Model model = hand_made_model();
  const auto expected = nmf::topic_shares(model);
  model.W = model.W.to(at::kFloat);
  model.H = model.H.to(at::kFloat);
  EXPECT_EQ(nmf::topic_shares(model), expected);
}

}  // namespace
