#include "nmf/text/icu_words.h"

#include <gtest/gtest.h>

#include "tests/text/token_list.h"

namespace nmf {
namespace {

using Tokens = std::vector<std::string>;

Tokens words(std::string_view text, StripAccents accents = StripAccents::none,
             bool lowercase = true) {
  VectorizerOptions options;
  options.analyzer = Analyzer::icu;
  options.strip_accents = accents;
  options.lowercase = lowercase;
  return test::token_list(options, text);
}

TEST(IcuWords, KeepsSingleCharactersAndApostrophes) {
  EXPECT_EQ(words("I don't e-mail x2, 3.14 or 7!"),
            (Tokens{"i", "don't", "e", "mail", "x2", "3.14", "or", "7"}));
  EXPECT_EQ(words("Die Straße führt nach Köln.", StripAccents::none, false),
            (Tokens{"Die", "Straße", "führt", "nach", "Köln"}));
  EXPECT_EQ(words(""), Tokens{});
  EXPECT_EQ(words(" ... !"), Tokens{});
}

TEST(IcuWords, DictionariesSplitWhatIsNotSpaced) {
  EXPECT_EQ(words("我喜欢北京大学。"), (Tokens{"我", "喜欢", "北京", "大学"}));
  EXPECT_EQ(words("東京は日本の首都です。"), (Tokens{"東京", "は", "日本", "の", "首都", "です"}));
  EXPECT_EQ(words("カタカナ"), Tokens{"カタカナ"});
  EXPECT_EQ(words("ภาษาไทยง่ายมาก"), (Tokens{"ภาษา", "ไทย", "ง่าย", "มาก"}));
}

TEST(IcuWords, EmojiAreNoWords) {
  EXPECT_EQ(words("hi😀there 👨‍👩‍👧 ❤️"), (Tokens{"hi", "there"}));
}

TEST(IcuWords, MarksStayWithTheirLetter) {
  EXPECT_EQ(words("nai\u0308ve CAFE\u0301 हिन्दी"), (Tokens{"nai\u0308ve", "cafe\u0301", "हिन्दी"}));
  EXPECT_EQ(words("nai\u0308ve CAFÉ", StripAccents::unicode), (Tokens{"naive", "cafe"}));
}

TEST(IcuWords, NulAndDamageEndAWord) {
  using namespace std::string_literals;
  EXPECT_EQ(words("ab\0cd é"s), (Tokens{"ab", "cd", "é"}));
  EXPECT_EQ(words("ab\xff"
                  "cd \xe2\x82"),
            (Tokens{"ab", "cd"}));
}

TEST(IcuWords, OneDocumentLeavesNothingToTheNext) {
  VectorizerOptions options;
  options.analyzer = Analyzer::icu;
  const auto source = detail::make_token_source(options);
  EXPECT_EQ(test::token_list(*source, "Größe zählt"), (Tokens{"größe", "zählt"}));
  EXPECT_EQ(test::token_list(*source, "ab"), Tokens{"ab"});
  EXPECT_EQ(test::token_list(*source, ""), Tokens{});
}

}  // namespace
}  // namespace nmf
