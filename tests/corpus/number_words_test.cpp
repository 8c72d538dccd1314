#include "nmf/corpus/number_words.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nmf::detail {
namespace {

TEST(NumberWords, AreCutAtBlanksAndTabs) {
  std::string_view rest = "  a\tbc ";
  EXPECT_EQ(next_word(rest), "a");
  EXPECT_EQ(next_word(rest), "bc");
  EXPECT_EQ(next_word(rest), "");
  EXPECT_TRUE(is_blank(rest));
  EXPECT_TRUE(is_blank(""));
  EXPECT_FALSE(is_blank(" x"));
}

TEST(NumberWords, Integers) {
  EXPECT_EQ(parse_integer("-12"), -12);
  EXPECT_EQ(parse_integer("99999999999999999999"), INT64_MAX);
  EXPECT_EQ(parse_integer("-99999999999999999999"), INT64_MIN);
  for (const char* word : {"", "x", "1x", "1.0", "+", "0x1"})
    EXPECT_EQ(parse_integer(word), std::nullopt) << word;
}

TEST(NumberWords, Numbers) {
  EXPECT_EQ(parse_number("1.5e2"), 150.0);
  EXPECT_EQ(parse_number("+2"), 2.0);
  EXPECT_EQ(parse_number("-.5"), -0.5);
  EXPECT_EQ(parse_number("1e999"), INFINITY);
  EXPECT_EQ(parse_number("-1e999"), -INFINITY);
  EXPECT_EQ(parse_number("1e-999"), 0.0);
  EXPECT_TRUE(std::isnan(parse_number("nan").value()));
  EXPECT_EQ(parse_number("inf"), INFINITY);
  for (const char* word : {"", "x", "1x", "+-1", "+", "0x1", "1,5"})
    EXPECT_EQ(parse_number(word), std::nullopt) << word;
}

}  // namespace
}  // namespace nmf::detail
