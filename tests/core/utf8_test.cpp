#include "nmf/core/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace nmf {
namespace {

TEST(Utf8, MeasuresAsciiAcrossWordBoundaries) {
  for (std::size_t length = 0; length < 40; ++length) {
    const std::string text(length, 'a');
    EXPECT_EQ(ascii_length(text), length);
    EXPECT_EQ(ascii_length(text + "\xC3\xA9 and more than eight bytes"), length);
    EXPECT_EQ(valid_utf8_length(text + "\xFF and more than eight bytes"), length);
  }
}

TEST(Utf8, TakesExactlyTheScalarValues) {
  const auto valid = [](std::string_view text) { return valid_utf8_length(text) == text.size(); };
  EXPECT_TRUE(valid(""));
  EXPECT_TRUE(valid(std::string_view("\0", 1)));
  EXPECT_TRUE(valid("\xC2\x80"));
  EXPECT_TRUE(valid("\xDF\xBF"));
  EXPECT_TRUE(valid("\xE0\xA0\x80"));
  EXPECT_TRUE(valid("\xED\x9F\xBF"));
  EXPECT_TRUE(valid("\xEE\x80\x80"));
  EXPECT_TRUE(valid("\xF0\x90\x80\x80"));
  EXPECT_TRUE(valid("\xF4\x8F\xBF\xBF"));
  EXPECT_FALSE(valid("\xC1\xBF")) << "overlong";
  EXPECT_FALSE(valid("\xE0\x9F\xBF")) << "overlong";
  EXPECT_FALSE(valid("\xF0\x8F\xBF\xBF")) << "overlong";
  EXPECT_FALSE(valid("\xED\xA0\x80")) << "surrogate";
  EXPECT_FALSE(valid("\xF4\x90\x80\x80")) << "above U+10FFFF";
  EXPECT_FALSE(valid("\xF5\x80\x80\x80"));
  EXPECT_FALSE(valid("\x80"));
  EXPECT_FALSE(valid("\xE2\x82"));
}

TEST(Utf8, ADamagedSequenceIsAsLongAsItsMaximalPart) {
  const auto damage = [](std::string_view text) {
    const Utf8Sequence sequence = utf8_sequence_at(text);
    EXPECT_FALSE(sequence.valid);
    return sequence.length;
  };
  EXPECT_EQ(damage("\x80\x80"), 1U);
  EXPECT_EQ(damage("\xC0\x80"), 1U);
  EXPECT_EQ(damage("\xE2\x82"), 2U);
  EXPECT_EQ(damage("\xE2\x82x"), 2U);
  EXPECT_EQ(damage("\xF0\x9F\x98x"), 3U);
  EXPECT_EQ(damage("\xED\xA0\x80"), 1U);
  EXPECT_EQ(damage("\xF4\x90\x80\x80"), 1U);
}

}  // namespace
}  // namespace nmf
