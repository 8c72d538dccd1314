#include "nmf/text/pattern_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/text/token_list.h"

namespace nmf {
namespace {

using Tokens = std::vector<std::string>;

VectorizerOptions with_pattern(const std::string& pattern) {
  VectorizerOptions options;
  options.token_pattern = pattern;
  return options;
}

Tokens tokens(const std::string& pattern, std::string_view text) {
  return test::token_list(with_pattern(pattern), text);
}

std::string refusal(const std::string& pattern, std::string_view text) {
  try {
    tokens(pattern, text);
  } catch (const IoError& error) {
    return error.what();
  }
  return "";
}

TEST(PatternTokens, GroupIsTheToken) {
  EXPECT_EQ(tokens(R"(#(\w+))", "a #Bc #d"), (Tokens{"bc", "d"}));
  EXPECT_EQ(tokens("a(b)?", "ab a"), (Tokens{"b", ""}));
}

TEST(PatternTokens, EmptyMatchesCount) {
  EXPECT_EQ(tokens("x*", "axxb"), (Tokens{"", "xx", "", ""}));
  EXPECT_EQ(tokens("x*", ""), Tokens{""});
  EXPECT_EQ(tokens("", "é"), (Tokens{"", ""}));
}

TEST(PatternTokens, AccentsComeFirst) {
  VectorizerOptions options = with_pattern(R"([a-z]+)");
  options.strip_accents = StripAccents::unicode;
  EXPECT_EQ(test::token_list(options, "NAÏVE É"), (Tokens{"naive", "e"}));
}

TEST(PatternTokens, NulAndDamageAreCharacters) {
  using namespace std::string_literals;
  EXPECT_EQ(tokens(R"([^ ]+)", "a\0b \0"s), (Tokens{"a\0b"s, "\0"s}));
  EXPECT_EQ(tokens("a\\x00b", "a\0b"s), Tokens{"a\0b"s});
  EXPECT_EQ(tokens(R"([^ ]+)", "a\xff\xe2\x82 b"), (Tokens{"a\ufffd\ufffd", "b"}));
}

TEST(PatternTokens, TheDefaultPatternGivesWhatTokenizerGives) {
  // The same meaning, written otherwise: not the class Tokenizer.
  const std::string text = "The ΟΔΥΣΣΕΥΣ's naïve x_1 漢字 a ½½ e\u0301e _\u203f_";
  EXPECT_EQ(tokens(R"(\b\w\w+\b)", text), test::token_list(VectorizerOptions{}, text));
}

TEST(PatternTokens, AtomicGroupsFindTheirFirstMatch) {
  EXPECT_EQ(tokens("(?>q+?)u", "quick"), Tokens{"qu"});
}

TEST(PatternTokens, CatastrophesEndInAnError) {
  const std::string message =
      " takes too much backtracking on a document of 5001 bytes; make its "
      "repeats exclude each other, or possessive (a++), or split the document";
  const std::string text = std::string(5000, 'a') + "!";
  for (const std::string pattern :
       {"(?:a+)+$", "(?:a|a)*[bc]", "(?:a|aa)+$", "a*a*a*a*a*[bc]", "(a*)*[bc]"}) {
    EXPECT_EQ(refusal(pattern, text), "vectorizer.token_pattern: '" + pattern + "'" + message);
  }
  EXPECT_EQ(tokens("a++b|!", text), Tokens{"!"});
}

TEST(PatternTokens, AnErrorLeavesTheNextDocumentWhole) {
  const auto source = detail::make_token_source(with_pattern("(?:a|aa)+$"));
  EXPECT_THROW(test::token_list(*source, std::string(5000, 'a') + "!"), IoError);
  EXPECT_EQ(test::token_list(*source, "baa"), Tokens{"aa"});
}

TEST(PatternTokens, LongTokensAreNoCatastrophe) {
  const std::string text(3'000'000, 'x');
  EXPECT_EQ(tokens(R"(\w+)", text), Tokens{text});
  EXPECT_EQ(tokens(R"((?:x)++)", text), Tokens{text});
}

TEST(PatternTokens, WhatPcre2RefusesIsNamed) {
  try {
    detail::make_token_source(with_pattern("(?:(?:a{60000}b?){60000}c){60000}"));
    FAIL() << "compiled";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("beyond what PCRE2 takes: "));
  }
}

}  // namespace
}  // namespace nmf
