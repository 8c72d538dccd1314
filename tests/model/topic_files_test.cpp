#include "nmf/model/topic_files.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace {

const std::vector<nmf::Topic> kTopics = {
    {.topic = 1, .share = 0.75, .terms = {{"space", 2.5}, {"a\tb", 0.5}}},
    {.topic = 0, .share = 0.25, .terms = {{"god", 1.0}}}};

TEST(TopicFiles, TextHasATopicALine) {
  EXPECT_EQ(nmf::topics_text(kTopics),
            "1  75.00 %  space, a\\tb\n"
            "0  25.00 %  god\n");
  EXPECT_EQ(nmf::topics_text({}), "");
}

TEST(TopicFiles, TextAlignsNumbers) {
  std::vector<nmf::Topic> topics(11);
  topics[0] = {.topic = 10, .share = 0.041, .terms = {{"x", 1.0}}};
  EXPECT_EQ(nmf::topics_text(topics).substr(0, 28), "10   4.10 %  x\n 0   0.00 %\n ");
}

TEST(TopicFiles, JsonHasTermsAndWeights) {
  EXPECT_EQ(nmf::topics_json(kTopics).dump(),
            R"({"topics":[{"topic":1,"share":0.75,"terms":[{"term":"space","weight":2.5},)"
            R"({"term":"a\tb","weight":0.5}]},)"
            R"({"topic":0,"share":0.25,"terms":[{"term":"god","weight":1.0}]}]})");
  EXPECT_EQ(nmf::topics_json({}).dump(), R"({"topics":[]})");
}

}  // namespace
