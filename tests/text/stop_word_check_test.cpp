#include "nmf/text/stop_word_check.h"

#include <gtest/gtest.h>

#include "nmf/text/stop_words.h"

namespace nmf::detail {
namespace {

using Words = std::vector<std::string>;

// Expected values are those of scikit-learn's warning for the same list.
TEST(StopWordCheck, FindsWhatTheListMisses) {
  EXPECT_EQ(inconsistent_stop_words({"don't", "The", "the", "we'll", "you'll", "ok"}, {}),
            (Words{"don", "ll", "we", "you"}));
  EXPECT_EQ(inconsistent_stop_words({"the", "ok"}, {}), Words{});
  EXPECT_EQ(inconsistent_stop_words({}, {}), Words{});
}

TEST(StopWordCheck, CaseAndAccentsCount) {
  VectorizerOptions options;
  EXPECT_EQ(inconsistent_stop_words({"Été"}, options), Words{"été"});
  options.strip_accents = StripAccents::unicode;
  EXPECT_EQ(inconsistent_stop_words({"été"}, options), Words{"ete"});
  options.strip_accents = StripAccents::none;
  options.lowercase = false;
  EXPECT_EQ(inconsistent_stop_words({"Été"}, options), Words{});
}

TEST(StopWordCheck, KnowsPatternsAndIcu) {
  VectorizerOptions options;
  options.token_pattern = R"(\b\w+\b)";
  EXPECT_EQ(inconsistent_stop_words({"don't"}, options), (Words{"don", "t"}));
  options = {};
  options.analyzer = Analyzer::icu;
  EXPECT_EQ(inconsistent_stop_words({"don't", "e-mail"}, options), (Words{"e", "mail"}));
  options.analyzer = Analyzer::characters;
  EXPECT_EQ(inconsistent_stop_words({"don't"}, options), Words{});
}

TEST(StopWordCheck, EnglishIsConsistent) {
  VectorizerOptions options;
  options.stop_words = "english";
  EXPECT_EQ(inconsistent_stop_words(resolve_stop_words(options), options), Words{});
}

}  // namespace
}  // namespace nmf::detail
