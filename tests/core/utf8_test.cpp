#include "nmf/core/utf8.h"

#include <gtest/gtest.h>

#include <random>
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

TEST(Utf8, AsciiIsMeasuredAtEveryLengthAndPlace) {
  EXPECT_EQ(ascii_length(""), 0U);
  for (std::size_t size = 1; size <= 20; ++size) {
    const std::string plain(size, '\x7f');
    EXPECT_EQ(ascii_length(plain), size);
    for (std::size_t at = 0; at < size; ++at) {
      std::string text = plain;
      text[at] = '\x80';
      EXPECT_EQ(ascii_length(text), at) << "of " << size;
    }
  }
}

TEST(Utf8, KnowsUtf8FromOtherBytes) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8(std::string_view("a\0b é 漢 😀", 15)));
  EXPECT_FALSE(is_valid_utf8("\xff"));
  EXPECT_FALSE(is_valid_utf8("caf\xe9 noir"));
  EXPECT_FALSE(is_valid_utf8("ends early \xe6\xbc"));
  EXPECT_FALSE(is_valid_utf8("overlong \xc0\xaf"));
  EXPECT_FALSE(is_valid_utf8("surrogate \xed\xa0\x80"));
}

TEST(Utf8, TheFastCheckEqualsItsSlowTwin) {
  // Random bytes of the kinds that sequences are made of, and what stands around them.
  std::mt19937 random(3);
  const std::string kinds = "a\x7F\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xED\xEF\xF0\xF4\xF5";
  int valid = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text(random() % 70, 'a');
    for (auto n = random() % 6; n > 0; --n)
      text.insert(random() % (text.size() + 1), 1, kinds[random() % kinds.size()]);
    const bool all = valid_utf8_length(text) == text.size();
    ASSERT_EQ(is_valid_utf8(text), all) << "text " << i;
    valid += all ? 1 : 0;
  }
  EXPECT_GT(valid, 1000);
  EXPECT_LT(valid, 199'000);
}

TEST(Utf8, TakesExactlyTheScalarValues) {
  const auto valid = [](std::string_view text) {
    const bool all = valid_utf8_length(text) == text.size();
    EXPECT_EQ(is_valid_utf8(text), all);
    return all;
  };
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
