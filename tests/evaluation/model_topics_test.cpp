#include "nmf/evaluation/model_topics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/types.h>

namespace nmf {
namespace {

using testing::ElementsAre;

TEST(ModelTopics, AreByNumberAndListedByShare) {
  const at::Tensor W = torch::tensor({{1.0, 5.0}, {0.0, 2.0}});
  const at::Tensor H = torch::tensor({{0.5, 2.0, 1.0}, {3.0, 0.0, -1.0}});
  const ModelTopics topics = topics_of_model(W, H, {"a", "b", "c"}, 2);
  // Terms without a weight above 0 say nothing of a topic.
  EXPECT_THAT(topics.terms, ElementsAre(ElementsAre("b", "c"), ElementsAre("a")));
  EXPECT_THAT(topics.listing, ElementsAre(1, 0));
}

}  // namespace
}  // namespace nmf
