#include "nmf/text/character_grams.h"

#include <gtest/gtest.h>

#include "tests/text/token_list.h"

namespace nmf {
namespace {

using Tokens = std::vector<std::string>;

Tokens grams(Analyzer analyzer, std::int64_t least, std::int64_t most, std::string_view text) {
  VectorizerOptions options;
  options.analyzer = analyzer;
  options.ngram_range = {least, most};
  return test::token_list(options, text);
}

TEST(CharacterGrams, AreEveryRunOfTheText) {
  EXPECT_EQ(grams(Analyzer::characters, 1, 2, "Abc"), (Tokens{"a", "b", "c", "ab", "bc"}));
  EXPECT_EQ(grams(Analyzer::characters, 3, 9, "äöü"), Tokens{"äöü"});
  EXPECT_EQ(grams(Analyzer::characters, 4, 9, "äöü"), Tokens{});
  EXPECT_EQ(grams(Analyzer::characters, 1, 1, ""), Tokens{});
}

TEST(CharacterGrams, SqueezeOnlyBlanksThatFollowEachOther) {
  EXPECT_EQ(grams(Analyzer::characters, 1, 1, "a\nb"), (Tokens{"a", "\n", "b"}));
  EXPECT_EQ(grams(Analyzer::characters, 1, 1, "a\n\u3000b"), (Tokens{"a", " ", "b"}));
  EXPECT_EQ(grams(Analyzer::characters, 2, 2, "\u3000a"), Tokens{"\u3000a"});
  EXPECT_EQ(grams(Analyzer::characters, 1, 1, "\r\n"), Tokens{" "});
}

TEST(CharacterGrams, InWordsCountAShortWordOnce) {
  const Analyzer in_words = Analyzer::characters_in_words;
  EXPECT_EQ(grams(in_words, 3, 5, "ab c"), (Tokens{" ab", "ab ", " ab ", " c "}));
  EXPECT_EQ(grams(in_words, 7, 9, "ab c"), (Tokens{" ab ", " c "}));
  EXPECT_EQ(grams(in_words, 1, 1, "é"), (Tokens{" ", "é", " "}));
  EXPECT_EQ(grams(in_words, 2, 3, " \t "), Tokens{});
}

TEST(CharacterGrams, NulAndDamageAreCharacters) {
  using namespace std::string_literals;
  EXPECT_EQ(grams(Analyzer::characters, 2, 2, "a\0b"s), (Tokens{"a\0"s, "\0b"s}));
  EXPECT_EQ(grams(Analyzer::characters, 1, 1, "a\xff\xc3"), (Tokens{"a", "\ufffd", "\ufffd"}));
  EXPECT_EQ(grams(Analyzer::characters_in_words, 3, 3, "\xe2\x82"), Tokens{" \ufffd "});
}

TEST(CharacterGrams, RangeBeyondTheTextCostsNothing) {
  EXPECT_EQ(grams(Analyzer::characters, 1, std::int64_t{1} << 60, "ab"), (Tokens{"a", "b", "ab"}));
  EXPECT_EQ(
      grams(Analyzer::characters_in_words, std::int64_t{1} << 60, std::int64_t{1} << 60, "ab"),
      Tokens{" ab "});
}

}  // namespace
}  // namespace nmf
