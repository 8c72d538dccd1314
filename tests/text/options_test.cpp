#include "nmf/text/options.h"

#include <gtest/gtest.h>

#include <limits>

#include "nmf/core/error.h"

namespace nmf {
namespace {

/// The message with which `options` are refused; empty if they are not.
std::string refusal(const VectorizerOptions& options) {
  try {
    validate(options);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

const char* const kDocumentFrequency =
    ", expected a number of documents, an integer >= 1, or a share of all documents, written with "
    "a decimal point, in [0.0, 1.0]";

TEST(VectorizerOptions, DefaultsAreAllowed) { EXPECT_EQ(refusal({}), ""); }

TEST(VectorizerOptions, DocumentFrequencyIsWrittenAsItCame) {
  EXPECT_EQ(to_string(std::int64_t{1}), "1");
  EXPECT_EQ(to_string(1.0), "1.0");
  EXPECT_EQ(to_string(0.25), "0.25");
}

TEST(VectorizerOptions, DocumentFrequencyHasARange) {
  VectorizerOptions options;
  for (const std::int64_t count : {std::int64_t{0}, std::int64_t{-3}}) {
    options.min_df = count;
    EXPECT_EQ(refusal(options),
              "vectorizer.min_df: got " + std::to_string(count) + kDocumentFrequency);
  }
  options.min_df = 0.0;
  for (const auto& [share, text] : std::vector<std::pair<double, std::string>>{
           {1.5, "1.5"}, {-0.1, "-0.1"}, {std::numeric_limits<double>::infinity(), "inf"}}) {
    options.max_df = share;
    EXPECT_EQ(refusal(options), "vectorizer.max_df: got " + text + kDocumentFrequency);
  }
  options.max_df = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(refusal(options), std::string("vectorizer.max_df: got nan") + kDocumentFrequency);
  options.max_df = 0.0;
  EXPECT_EQ(refusal(options), "");
}

TEST(VectorizerOptions, MaxDfBelowMinDfIsSeenWhereBothAreAlike) {
  VectorizerOptions options;
  options.min_df = std::int64_t{5};
  options.max_df = std::int64_t{4};
  EXPECT_EQ(refusal(options),
            "vectorizer.max_df: got 4, expected at least vectorizer.min_df, which is 5");
  options.max_df = std::int64_t{5};
  EXPECT_EQ(refusal(options), "");
  options.min_df = 0.5;
  options.max_df = 0.25;
  EXPECT_EQ(refusal(options),
            "vectorizer.max_df: got 0.25, expected at least vectorizer.min_df, which is 0.5");
  options.min_df = std::int64_t{5};
  EXPECT_EQ(refusal(options), "") << "how many documents 0.25 is turns out later";
}

TEST(VectorizerOptions, MaxFeaturesIsPositive) {
  VectorizerOptions options;
  options.max_features = 0;
  EXPECT_EQ(refusal(options), "vectorizer.max_features: got 0, expected an integer >= 1 or null");
  options.max_features = 1;
  EXPECT_EQ(refusal(options), "");
}

TEST(VectorizerOptions, OnlyEnglishIsBuiltIn) {
  VectorizerOptions options;
  options.stop_words = "english";
  EXPECT_EQ(refusal(options), "");
  options.stop_words = "french";
  EXPECT_EQ(refusal(options),
            "vectorizer.stop_words: got \"french\", expected \"english\", a list of words or null");
}

TEST(VectorizerOptions, StopWordsAreUtf8) {
  VectorizerOptions options;
  options.stop_words = std::vector<std::string>{"der", "f\xfcr"};
  EXPECT_EQ(refusal(options),
            "vectorizer.stop_words: word 2 is not valid UTF-8; save the list as UTF-8");
  options.stop_words = {};
  options.extra_stop_words = {"\xff"};
  EXPECT_EQ(refusal(options),
            "vectorizer.extra_stop_words: word 1 is not valid UTF-8; save the list as UTF-8");
}

TEST(VectorizerOptions, NgramRangeAscendsFromOne) {
  VectorizerOptions options;
  const std::string expected = ", expected two integers >= 1, the second not below the first";
  for (const auto& [range, text] : std::vector<std::pair<std::array<std::int64_t, 2>, std::string>>{
           {{0, 1}, "[0, 1]"}, {{2, 1}, "[2, 1]"}, {{-1, -1}, "[-1, -1]"}}) {
    options.ngram_range = range;
    EXPECT_EQ(refusal(options), "vectorizer.ngram_range: got " + text + expected);
  }
  options.ngram_range = {2, 2};
  EXPECT_EQ(refusal(options), "");
}

TEST(VectorizerOptions, TokenPatternsAreForWords) {
  VectorizerOptions options;
  options.token_pattern = "[a";
  EXPECT_EQ(refusal(options),
            "vectorizer.token_pattern: got '[a': at 0: unterminated character set");
  options.token_pattern = "[a]";
  EXPECT_EQ(refusal(options), "");
  options.analyzer = Analyzer::icu;
  EXPECT_EQ(refusal(options),
            "vectorizer.token_pattern: has no meaning with an analyzer other than word; leave it "
            "out");
}

TEST(VectorizerOptions, CharactersAreNeitherStopWordsNorStemmed) {
  for (const Analyzer analyzer : {Analyzer::characters, Analyzer::characters_in_words}) {
    const auto refused = [&](std::string_view key) {
      return "vectorizer." + std::string(key) +
             ": has no meaning with the analyzers char and char_wb; leave it out";
    };
    VectorizerOptions options;
    options.analyzer = analyzer;
    EXPECT_EQ(refusal(options), "");
    options.extra_stop_words = {"a"};
    EXPECT_EQ(refusal(options), refused("extra_stop_words"));
    options.stop_words = "english";
    EXPECT_EQ(refusal(options), refused("stop_words"));
    options.stemmer = "english";
    EXPECT_EQ(refusal(options), refused("stemmer"));
  }
}

TEST(VectorizerOptions, StemmerIsALanguage) {
  VectorizerOptions options;
  options.stemmer = "german";
  EXPECT_EQ(refusal(options), "");
  options.stemmer = "Klingon";
  EXPECT_EQ(refusal(options).substr(0, 62),
            "vectorizer.stemmer: got 'Klingon', expected one of arabic, arm");
}

TEST(VectorizerOptions, VocabularyIsDistinctUtf8) {
  VectorizerOptions options;
  options.vocabulary = FixedVocabulary{"", {}};
  EXPECT_EQ(refusal(options), "vectorizer.vocabulary: got no terms, expected at least one");
  options.vocabulary = FixedVocabulary{"", {"a", "b", "a"}};
  EXPECT_EQ(refusal(options),
            "vectorizer.vocabulary: got 'a' as terms 1 and 3, expected each once");
  options.vocabulary = FixedVocabulary{"", {"a", "\xff"}};
  EXPECT_EQ(refusal(options),
            "vectorizer.vocabulary: word 2 is not valid UTF-8; save the list as UTF-8");
  options.vocabulary = FixedVocabulary{"", {"b", "a"}};
  EXPECT_EQ(refusal(options), "");
}

TEST(VectorizerOptions, NothingIsPrunedFromAFixedVocabulary) {
  const auto refused = [](std::string_view key) {
    return "vectorizer." + std::string(key) +
           ": has no meaning with vectorizer.vocabulary, all of whose terms are kept; leave it out";
  };
  VectorizerOptions options;
  options.vocabulary = FixedVocabulary{"", {"a"}};
  options.max_features = 3;
  EXPECT_EQ(refusal(options), refused("max_features"));
  options.max_df = 0.5;
  EXPECT_EQ(refusal(options), refused("max_df"));
  options.min_df = 0.0;
  EXPECT_EQ(refusal(options), refused("min_df"));
}

}  // namespace
}  // namespace nmf
