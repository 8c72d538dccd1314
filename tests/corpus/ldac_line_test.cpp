#include "nmf/corpus/ldac_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<TermCount> parsed(std::string_view line) {
  std::vector<TermCount> row = {{9, 9}};
  parse_ldac_line(line, "f:7", 10, row);
  return row;
}

std::string refusal(std::string_view line) {
  return test::message_of<IoError>([&] { parsed(line); });
}

TEST(LdacLine, GivesThePairsByRisingTerm) {
  EXPECT_THAT(parsed("0"), IsEmpty());
  EXPECT_THAT(parsed("2 0:1 9:2147483647"), ElementsAre(TermCount{0, 1}, TermCount{9, 2147483647}));
  EXPECT_THAT(parsed("3 7:1 2:5 4:2"),
              ElementsAre(TermCount{2, 5}, TermCount{4, 2}, TermCount{7, 1}));
  EXPECT_THAT(parsed(" 1\t 3:4  "), ElementsAre(TermCount{3, 4}));
}

TEST(LdacLine, RefusesAWrongNumberOfPairs) {
  EXPECT_EQ(refusal("3 0:1 1:1"), "f:7: announces 3 TERM:COUNT pairs, has 2");
  EXPECT_EQ(refusal("1 0:1 1:1"), "f:7: announces 1 TERM:COUNT pairs, has 2");
  EXPECT_EQ(refusal("0 0:1"), "f:7: announces 0 TERM:COUNT pairs, has 1");
  EXPECT_EQ(refusal("99999999999999999999 0:1"),
            "f:7: announces 99999999999999999999 TERM:COUNT pairs, has 1");
  for (const char* first : {"-1", "x", "1.0", "0:1", "+1"}) {
    EXPECT_EQ(refusal(std::string(first) + " 0:1"),
              "f:7: got '" + std::string(first) +
                  "', expected the number of TERM:COUNT pairs that follow");
  }
}

TEST(LdacLine, RefusesMalformedPairs) {
  for (const char* pair :
       {"3", "3:", ":3", ":", "3:x", "x:3", "3:1:1", "3:1.5", "3:1e2", "0x1:1", "3 :1", "3:+1"}) {
    const std::string word(
        pair, std::string_view(pair).find(' ') == 1 ? 1 : std::string_view(pair).size());
    EXPECT_EQ(refusal("1 " + std::string(pair)),
              "f:7: got '" + word + "', expected TERM:COUNT in whole numbers");
  }
}

TEST(LdacLine, RefusesTermsOutsideOfTheVocabulary) {
  for (const char* term : {"10", "-1", "2147483648", "4294967296", "18446744073709551616"}) {
    EXPECT_EQ(
        refusal("1 " + std::string(term) + ":1"),
        "f:7: got '" + std::string(term) +
            ":1', but the vocabulary has 10 terms: expected a term in 0 .. 9; is it the right "
            "corpus.vocabulary?");
  }
  EXPECT_EQ(refusal("3 1:1 2:1 1:3"), "f:7: term 1 comes twice; add its counts up");
}

TEST(LdacLine, RefusesCountsOutOfRange) {
  for (const char* count : {"0", "-1", "2147483648", "99999999999999999999"}) {
    EXPECT_EQ(refusal("1 3:" + std::string(count)),
              "f:7: got '3:" + std::string(count) + "', expected a count in 1 .. 2147483647");
  }
}

TEST(LdacLine, IsToldFromText) {
  EXPECT_TRUE(looks_like_ldac("0"));
  EXPECT_TRUE(looks_like_ldac("2 5:1 3:0"));
  EXPECT_FALSE(looks_like_ldac(""));
  EXPECT_FALSE(looks_like_ldac("2 5:1"));
  EXPECT_FALSE(looks_like_ldac("5 apples"));
  EXPECT_FALSE(looks_like_ldac("some text"));
}

}  // namespace
}  // namespace nmf::detail
