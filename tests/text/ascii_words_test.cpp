#include "nmf/text/ascii_words.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace nmf::detail {
namespace {

TEST(AsciiWords, AStepEqualsItsSlowTwin) {
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(kAsciiStep, ' ');
    for (char& c : text) c = static_cast<char>(random() % (i % 2 == 0 ? 128 : 256));
    for (const bool lowercase : {true, false}) {
      std::string fast(kAsciiStep, '?'), slow(kAsciiStep, '?');
      const AsciiStep got = ascii_step(text.data(), lowercase, fast.data());
      const AsciiStep wanted = ascii_step_bytewise(text.data(), lowercase, slow.data());
      ASSERT_EQ(got.length, wanted.length);
      ASSERT_EQ(got.word_bits, wanted.word_bits);
      ASSERT_EQ(fast.substr(0, got.length), slow.substr(0, got.length));
    }
  }
}

TEST(AsciiWords, TheLastStepTakesWhatIsThere) {
  std::string out(kAsciiStep, '?');
  const AsciiStep step = ascii_last_step("Ab c", true, out.data());
  EXPECT_EQ(step.length, 4U);
  EXPECT_EQ(step.word_bits, 0b1011U);
  EXPECT_EQ(out.substr(0, 4), "ab c");
  EXPECT_EQ(ascii_last_step("", true, out.data()).length, 0U);
  EXPECT_EQ(ascii_last_step("a\xC3\xA9", true, out.data()).length, 1U);
}

}  // namespace
}  // namespace nmf::detail
