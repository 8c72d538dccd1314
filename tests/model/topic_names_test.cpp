#include "nmf/model/topic_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "nmf/core/error.h"
#include "tests/model/hand_made_model.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;
using testing::ElementsAre;

/// The names, or the error message without the folder.
std::vector<std::string> names_of(const std::string& csv) {
  const TemporaryDirectory folder;
  std::ofstream(folder / nmf::kTopicNamesFile, std::ios::binary) << csv;
  nmf::Model model = hand_made_model();
  model.directory = folder.path();
  try {
    return nmf::read_topic_names(model);
  } catch (const nmf::IoError& error) {
    return {std::string(error.what()).substr(folder.path().string().size() + 1)};
  }
}

TEST(TopicNames, BelongToTheNumbers) {
  EXPECT_THAT(names_of("1,space flight\n"), ElementsAre("", "space flight"));
  EXPECT_THAT(names_of("topic,name\n1,\"a, \"\"b\"\"\"\r\n0,x\n"), ElementsAre("x", "a, \"b\""));
  EXPECT_THAT(names_of(""), ElementsAre("", ""));
}

TEST(TopicNames, WithoutTheFileThereAreNone) {
  EXPECT_THAT(nmf::read_topic_names(hand_made_model()), ElementsAre("", ""));
}

TEST(TopicNames, MistakesAreNamed) {
  EXPECT_THAT(names_of("2,x\n"),
              ElementsAre("topic_names.csv:1: got topic '2', expected a number from 0 to 1"));
  EXPECT_THAT(names_of("0,x\n-1,y\n"),
              ElementsAre("topic_names.csv:2: got topic '-1', expected a number from 0 to 1"));
  EXPECT_THAT(names_of("0 ,x\n"), ElementsAre(testing::HasSubstr(":1: got topic '0 '")));
  EXPECT_THAT(names_of("number,name\n"), ElementsAre(testing::HasSubstr(":1: got topic 'number'")));
  EXPECT_THAT(names_of("0,x\n0,y\n"), ElementsAre("topic_names.csv:2: topic 0 comes twice"));
  EXPECT_THAT(
      names_of("0\n"),
      ElementsAre(
          "topic_names.csv:1: got 1 fields, expected two, the topic's number and its name"));
  EXPECT_THAT(names_of("0,\xFF\n"),
              ElementsAre("topic_names.csv:1: the name of topic 0 is not UTF-8"));
}

TEST(TopicNames, TitlesHaveThem) {
  EXPECT_EQ(nmf::topic_title(1, {"", "space"}), "1 \"space\"");
  EXPECT_EQ(nmf::topic_title(0, {"", "space"}), "0");
}

}  // namespace
