#include "nmf/text/term_analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> terms_of(std::string_view text, const VectorizerOptions& options = {},
                                  const std::vector<std::string>& stop_words = {}) {
  TermAnalyzer analyzer(options, stop_words);
  std::vector<std::string> terms;
  analyzer.for_each_term(text, [&](std::string_view term) { terms.emplace_back(term); });
  return terms;
}

TEST(TermAnalyzer, GivesTheTokensInOrderWithoutStopWords) {
  EXPECT_THAT(terms_of("The cat and THE dog, the cat", {}, {"the", "and"}),
              ElementsAre("cat", "dog", "cat"));
  EXPECT_THAT(terms_of("", {}, {}), IsEmpty());
}

// sklearn 1.9: CountVectorizer(ngram_range=(1, 2), stop_words=["the"]).build_analyzer()(
//     "the red fox saw the fox") == ["red", "fox", "saw", "fox", "red fox", "fox saw", "saw fox"]
TEST(TermAnalyzer, GivesNgramsOfMoreTokensAfterThoseOfFewer) {
  VectorizerOptions options;
  options.ngram_range = {1, 2};
  EXPECT_THAT(terms_of("the red fox saw the fox", options, {"the"}),
              ElementsAre("red", "fox", "saw", "fox", "red fox", "fox saw", "saw fox"));
  options.ngram_range = {2, 3};
  EXPECT_THAT(terms_of("aa bb cc", options), ElementsAre("aa bb", "bb cc", "aa bb cc"));
  EXPECT_THAT(terms_of("aa", options), IsEmpty());
}

TEST(TermAnalyzer, StemsAfterTheStopWordsAndLeavesStemsOutThatAreSome) {
  VectorizerOptions options;
  options.stemmer = "english";
  EXPECT_THAT(terms_of("running ships run", options), ElementsAre("run", "ship", "run"));
  EXPECT_THAT(terms_of("running ships", options, {"run"}), ElementsAre("ship"));
}

TEST(TermAnalyzer, TakesOtherTokensThanTheDefaults) {
  VectorizerOptions pattern;
  pattern.token_pattern = "[a-z]+";
  EXPECT_THAT(terms_of("a1b cd", pattern), ElementsAre("a", "b", "cd"));
  VectorizerOptions characters;
  characters.analyzer = Analyzer::characters;
  characters.ngram_range = {2, 2};
  EXPECT_THAT(terms_of("abc", characters), ElementsAre("ab", "bc"));
}

TEST(TermAnalyzer, TalliesTokensAndStopWords) {
  TermAnalyzer analyzer({}, {"the"});
  const auto nothing = [](std::string_view /*term*/) {};
  const TokenTally first = analyzer.for_each_term("the cat the", nothing);
  EXPECT_EQ(first.tokens, 3);
  EXPECT_EQ(first.stop_tokens, 2);
  const TokenTally second = analyzer.for_each_term("dog", nothing);
  EXPECT_EQ(second.tokens, 1);
  EXPECT_EQ(second.stop_tokens, 0);
}

TEST(TermAnalyzer, KnowsWhichOptionsAreTheDefaultWords) {
  EXPECT_TRUE(takes_default_words({}));
  VectorizerOptions accents;
  accents.strip_accents = StripAccents::unicode;
  EXPECT_FALSE(takes_default_words(accents));
}

}  // namespace
}  // namespace nmf::detail
