#include "nmf/text/unicode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

using testing::ThrowsMessage;

std::string lower(std::string_view text) {
  std::string lowered = "what was there before";
  to_lower(text, lowered);
  return lowered;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  std::size_t position = 0;
  for (auto word = next_word(text, position); !word.empty(); word = next_word(text, position)) {
    found.emplace_back(word);
  }
  return found;
}

TEST(Unicode, LowersTheFullMapping) {
  EXPECT_EQ(lower(""), "");
  EXPECT_EQ(lower("ÀÉ Ж Ⅷ Ａ"), "àé ж ⅷ ａ");
  EXPECT_EQ(lower("İ"), "i\u0307");
  EXPECT_EQ(lower("I ı"), "i ı");
  EXPECT_EQ(lower("ẞ ß"), "ß ß");
  EXPECT_EQ(lower("ǅ ﬁ"), "ǆ ﬁ");
  EXPECT_EQ(lower("\U00010400"), "\U00010428");
}

TEST(Unicode, SigmaIsFinalAfterALetterAndBeforeNone) {
  EXPECT_EQ(lower("ΟΔΥΣΣΕΥΣ"), "οδυσσευς");
  EXPECT_EQ(lower("Σ ΣΑ"), "σ σα");
  EXPECT_EQ(lower("ΑΣ ΑΣ1 ΑΣ_"), "ας ας1 ας_");
  EXPECT_EQ(lower("ΑΣ' ΑΣ'Α"), "ας' ασ'α") << "an apostrophe is looked across";
  EXPECT_EQ(lower("ΑΣ-Α"), "ας-α") << "a hyphen is not";
  EXPECT_EQ(lower("ΑΣ\u0301 ΑΣ\u0301Α"), "ας\u0301 ασ\u0301α") << "a mark is looked across";
}

TEST(Unicode, LowersTextWithNulToItsEnd) {
  using namespace std::string_literals;
  EXPECT_EQ(lower("É\0É"s), "é\0é"s);
}

TEST(Unicode, RefusesWhatIcuCannotCount) {
  // Only the length is looked at.
  const std::string_view huge("x", std::size_t{1} << 31U);
  std::string lowered;
  EXPECT_THAT([&] { to_lower(huge, lowered); },
              ThrowsMessage<IoError>(
                  "a document of 2147483648 bytes with characters beyond ASCII: at most 2147483647 "
                  "can be lower-cased; split it, or set vectorizer.lowercase to false"));
}

TEST(Unicode, WordsAreLettersNumbersAndUnderscore) {
  EXPECT_EQ(words("ab a_ __ 42 x2"), (std::vector<std::string>{"ab", "a_", "__", "42", "x2"}));
  EXPECT_EQ(words("éé 漢字 ½½ Ⅷ² ٣٤ ªº"),
            (std::vector<std::string>{"éé", "漢字", "½½", "Ⅷ²", "٣٤", "ªº"}));
  EXPECT_EQ(words("ab‿cd ab😀ef e\u0301e gh"),
            (std::vector<std::string>{"ab", "cd", "ab", "ef", "gh"}));
}

TEST(Unicode, AWordHasTwoCodePoints) {
  EXPECT_TRUE(words("").empty());
  EXPECT_TRUE(words("a é 漢 \U00020000 1 _").empty());
  EXPECT_EQ(words("é漢"), std::vector<std::string>{"é漢"});
}

TEST(Unicode, BytesThatAreNotUtf8SeparateWords) {
  EXPECT_EQ(words("ab\xff"
                  "cd \xe6\xbc"),
            (std::vector<std::string>{"ab", "cd"}));
  EXPECT_EQ(words(lower("AB\xff"
                        "CDÉ \xe6\xbc")),
            (std::vector<std::string>{"ab", "cdé"}));
}

}  // namespace
}  // namespace nmf::detail
