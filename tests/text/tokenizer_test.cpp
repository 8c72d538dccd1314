#include "nmf/text/tokenizer.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace nmf {
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

Tokens tokens_by_icu(std::string_view text, bool lowercase = true) {
  Tokenizer tokenizer(lowercase);
  tokenizer.start_unicode(text);
  return rest(tokenizer);
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

TEST(Tokenizer, AsciiScanEqualsIcuOnRandomText) {
  std::mt19937 random(1);
  Tokenizer fast;
  Tokenizer slow;
  std::size_t seen = 0;
  for (int i = 0; i < 300; ++i) {
    std::string text(random() % 200, ' ');
    for (char& c : text) c = static_cast<char>(random() % 128);
    fast.start(text);
    slow.start_unicode(text);
    const Tokens found = rest(fast);
    ASSERT_EQ(found, rest(slow)) << "text " << i;
    seen += found.size();
  }
  EXPECT_GT(seen, 1000U);
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
}  // namespace nmf
