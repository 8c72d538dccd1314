// Covers character_table.cpp.
#include "nmf/text/tokenizer.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "nmf/text/code_points.h"
#include "nmf/text/unicode.h"

namespace nmf::detail {
namespace {

using Tokens = std::vector<std::string>;

Tokens rest(Tokenizer& tokenizer) {
  Tokens tokens;
  for (std::string_view token; tokenizer.next(token);) tokens.emplace_back(token);
  return tokens;
}

Tokens tokens(std::string_view text, bool lowercase = true) {
  Tokenizer tokenizer(lowercase);
  tokenizer.start(text);
  return rest(tokenizer);
}

/// The slow twin: everything goes through ICU.
Tokens tokens_by_icu(std::string_view text, bool lowercase = true) {
  std::string lowered(text);
  if (lowercase) to_lower(text, lowered);
  Tokens tokens;
  std::size_t position = 0;
  for (std::string_view token; !(token = next_word(lowered, position)).empty();)
    tokens.emplace_back(token);
  return tokens;
}

TEST(Tokenizer, TakesRunsOfTwoOrMore) {
  EXPECT_EQ(tokens("The quick-brown FOX, a 7 42!"), (Tokens{"the", "quick", "brown", "fox", "42"}));
  EXPECT_EQ(tokens("don't __init__ x_1"), (Tokens{"don", "__init__", "x_1"}));
  EXPECT_EQ(tokens(""), Tokens{});
  EXPECT_EQ(tokens(" \n\t.,"), Tokens{});
  EXPECT_EQ(tokens("a b c"), Tokens{});
  EXPECT_EQ(tokens("end"), Tokens{"end"});
}

TEST(Tokenizer, KeepsCaseWhenAsked) {
  EXPECT_EQ(tokens("The FOX", false), (Tokens{"The", "FOX"}));
  EXPECT_EQ(tokens("ÉA ΑΣ", false), (Tokens{"ÉA", "ΑΣ"}));
}

TEST(Tokenizer, LooksAtTheWholeDocumentForSigma) {
  EXPECT_EQ(tokens("ΑΣ'Α ΑΣ"), (Tokens{"ασ", "ας"}));
}

TEST(Tokenizer, NulIsACharacterThatIsNoLetter) {
  using namespace std::string_literals;
  EXPECT_EQ(tokens("ab\0cd\0\0ef"s), (Tokens{"ab", "cd", "ef"}));
  EXPECT_EQ(tokens("éé\0cd"s), (Tokens{"éé", "cd"}));
}

TEST(Tokenizer, AsciiScanEqualsIcuOnEveryPairOfBytes) {
  for (int a = 0; a < 128; ++a) {
    for (int b = 0; b < 128; ++b) {
      const std::string text = {static_cast<char>(a), static_cast<char>(b)};
      for (const bool lowercase : {true, false}) {
        ASSERT_EQ(tokens(text, lowercase), tokens_by_icu(text, lowercase)) << a << ", " << b;
      }
    }
  }
}

TEST(Tokenizer, EqualsIcuOnEveryCharacter) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    // Alone, where one character is no token, and beside others.
    std::string text;
    for (const char* around : {" ", "x", " ", "é"}) {
      text += around;
      append_utf8(c, text);
      text += around;
    }
    ASSERT_EQ(tokens(text), tokens_by_icu(text)) << static_cast<std::uint32_t>(c);
    ASSERT_EQ(tokens(text, false), tokens_by_icu(text, false)) << static_cast<std::uint32_t>(c);
  }
}

TEST(Tokenizer, EqualsIcuOnBytesThatAreNoCharacter) {
  const std::vector<std::string> behind = {"", "a", "\x80", "\x8F", "\x9F", "\xA0", "\xBF", "\xC2"};
  for (int lead = 0x80; lead <= 0xFF; ++lead) {
    for (const std::string& second : behind) {
      for (const std::string& third : behind) {
        const std::string text = "xé" + std::string(1, static_cast<char>(lead)) + second + third;
        for (const std::string& all : {text, text + "yz ab"})
          ASSERT_EQ(tokens(all), tokens_by_icu(all)) << lead << ": " << all;
      }
    }
  }
}

TEST(Tokenizer, EqualsIcuOnRandomText) {
  std::mt19937 random(1);
  std::size_t seen = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    const auto others = random() % 8;  // how many characters of eight are not ASCII
    for (auto n = random() % 200; n > 0; --n) {
      const bool ascii = random() % 8 >= others;
      const auto c = ascii ? random() % 128 : random() % (random() % 4 == 0 ? 0x30000 : 0x500);
      append_utf8(static_cast<char32_t>(c), text);
    }
    if (random() % 10 == 0 && !text.empty()) text[random() % text.size()] = '\xE9';  // damage
    const bool lowercase = random() % 2 == 0;
    const Tokens found = tokens(text, lowercase);
    ASSERT_EQ(found, tokens_by_icu(text, lowercase)) << "text " << i;
    seen += found.size();
  }
  EXPECT_GT(seen, 10'000U);
}

TEST(Tokenizer, LeavesRoomBehindEveryToken) {
  // Read by sanitizers: kPadding bytes from the start of each token.
  for (std::size_t size = 2; size < 70; ++size) {
    Tokenizer tokenizer;
    const std::string text(size, 'x');
    tokenizer.start(text);
    std::string_view token;
    ASSERT_TRUE(tokenizer.next(token));
    EXPECT_EQ(token, text);
    EXPECT_EQ(std::string(token.data(), Tokenizer::kPadding).size(), Tokenizer::kPadding);
  }
}

TEST(Tokenizer, ADocumentLeavesNothingBehindForTheNext) {
  Tokenizer tokenizer;
  tokenizer.start("ÉÉ is a long document that ends half read");
  std::string_view token;
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token, "éé");
  tokenizer.start("AB cd");
  EXPECT_EQ(rest(tokenizer), (Tokens{"ab", "cd"}));
  tokenizer.start("ЖЖ");
  EXPECT_EQ(rest(tokenizer), Tokens{"жж"});
  EXPECT_FALSE(tokenizer.next(token)) << "the end stays the end";
}

TEST(Tokenizer, FiftyMegabytesWithoutASpaceAreOneToken) {
  const std::size_t size = 50'000'000;
  const std::string text(size, 'A');
  Tokenizer tokenizer;
  tokenizer.start(text);
  std::string_view token;
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token.size(), size);
  EXPECT_EQ(token.find_first_not_of('a'), std::string_view::npos);
  EXPECT_FALSE(tokenizer.next(token));
}

}  // namespace
}  // namespace nmf::detail
