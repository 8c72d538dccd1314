#include "nmf/evaluation/topic_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "nmf/core/error.h"
#include "tests/support/memory_stream.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<TermList> read(const std::string& text,
                           TermSeparator separator = TermSeparator::blanks) {
  test::MemoryStream stream(text);
  return read_topic_lists("topics.txt", stream, separator);
}

void expect_refusal(const std::string& text, const std::string& message) {
  try {
    (void)read(text);
    ADD_FAILURE() << "was taken: " << text;
  } catch (const IoError& error) {
    EXPECT_THAT(error.what(), HasSubstr(message));
  }
}

TEST(TopicLists, HaveATopicALineAndBlanksBetweenTerms) {
  EXPECT_THAT(
      read("space nasa\torbit\n\n \t\n  Na\xc3\xafve   god \t \r\n"),
      ElementsAre(ElementsAre("space", "nasa", "orbit"), ElementsAre("Na\xc3\xafve", "god")));
  EXPECT_THAT(read("a b"), ElementsAre(ElementsAre("a", "b")));
}

TEST(TopicLists, TermsOfSeveralWordsStandBetweenTabs) {
  EXPECT_THAT(read("red fox\tdog\t\t big cat\na b\n", TermSeparator::tabs),
              ElementsAre(ElementsAre("red fox", "dog", " big cat"), ElementsAre("a", "b")));
}

TEST(TopicLists, RefuseWhatIsNoTopic) {
  expect_refusal("", "topics.txt: no topic in it, expected one a line");
  expect_refusal("\n  \n", "topics.txt: no topic in it");
  expect_refusal("a b\n\nlonely\n",
                 "topics.txt:3: the topic has one term, 'lonely', expected two at least");
  expect_refusal("a b\nc \xff\n", "topics.txt:2: byte 0xFF at offset 2 of the line is not UTF-8");
}

TEST(TopicLists, ComeFromAFile) {
  const test::TemporaryDirectory folder;
  std::ofstream(folder / "t.txt") << "a b c\n";
  EXPECT_THAT(read_topic_lists((folder / "t.txt").string(), TermSeparator::blanks),
              ElementsAre(ElementsAre("a", "b", "c")));
  EXPECT_THROW((void)read_topic_lists((folder / "none.txt").string(), TermSeparator::blanks),
               IoError);
}

}  // namespace
}  // namespace nmf
