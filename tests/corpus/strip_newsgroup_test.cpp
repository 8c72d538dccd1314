#include "nmf/corpus/strip_newsgroup.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace nmf::detail {
namespace {

TEST(StripNewsgroupHeader, CutsUpToTheFirstBlankLine) {
  EXPECT_EQ(strip_newsgroup_header("From: me\nTo: you\n\nbody\n\nmore"), "body\n\nmore");
  EXPECT_EQ(strip_newsgroup_header("\n\nbody"), "body");
  EXPECT_EQ(strip_newsgroup_header("no blank line\nat all"), "");
  EXPECT_EQ(strip_newsgroup_header("a\r\n\r\nb"), "") << "only \\n\\n is a blank line";
}

TEST(StripNewsgroupFooter, CutsTheBlockBehindTheLastSeparator) {
  EXPECT_EQ(strip_newsgroup_footer("body\n\nmore\n--\nme\n\n"), "body\n\nmore");
  EXPECT_EQ(strip_newsgroup_footer("\n body\n \t\nme"), "body");
  EXPECT_EQ(strip_newsgroup_footer("\n one line \n"), "\n one line \n") << "all of it stays";
  EXPECT_EQ(strip_newsgroup_footer("--\nbody\n"), "--\nbody\n")
      << "the first line separates nothing";
  EXPECT_EQ(strip_newsgroup_footer("a\n\xE2\x80\x83-\xC2\xA0\nb"), "a");
}

TEST(StripNewsgroupQuoting, CutsQuotedLinesAndTheirAnnouncement) {
  EXPECT_EQ(strip_newsgroup_quoting("In article <1> he writes:\n> a\n| b\nmine\n"), "mine\n");
  EXPECT_EQ(strip_newsgroup_quoting(" > a\nso In article\n"), " > a\nso In article\n");
  EXPECT_EQ(strip_newsgroup_quoting(">\n>"), "");
  EXPECT_EQ(strip_newsgroup_quoting(">\n\n\nx"), "\n\nx");
}

TEST(StripUnicodeSpace, CutsWhatPythonCallsSpace) {
  EXPECT_EQ(strip_unicode_space("\t\n\v\f\r\x1C\x1D\x1E\x1F a b\xC2\x85\xC2\xA0\xE3\x80\x80"),
            "a b");
  EXPECT_EQ(strip_unicode_space("\xE2\x80\x80\xE2\x80\x8A\xE2\x80\xA8\xE2\x80\xAF\xE2\x81\x9F"),
            "");
  EXPECT_EQ(strip_unicode_space("\xE2\x80\x8B"), "\xE2\x80\x8B") << "zero-width space is none";
}

TEST(StripNewsgroup, EqualsScikitLearnOnHostileTexts) {
  const auto golden = test::read_golden("corpus.json");
  ASSERT_GT(golden["strip"].size(), 250U);
  for (const auto& wanted : golden["strip"]) {
    const std::string text = wanted["text"];
    EXPECT_EQ(strip_newsgroup_header(text), wanted["header"].get<std::string>()) << text;
    EXPECT_EQ(strip_newsgroup_footer(text), wanted["footer"].get<std::string>()) << text;
    EXPECT_EQ(strip_newsgroup_quoting(text), wanted["quoting"].get<std::string>()) << text;
  }
}

}  // namespace
}  // namespace nmf::detail
