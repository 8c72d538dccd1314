#include "nmf/text/stop_words.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nmf {
namespace {

using Words = std::vector<std::string>;

TEST(StopWords, EnglishIsScikitLearnsList) {
  const auto words = english_stop_words();
  ASSERT_EQ(words.size(), 318U);
  EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
  EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
  EXPECT_EQ(words.front(), "a");
  EXPECT_EQ(words.back(), "yourselves");
  for (const char* word : {"the", "cry", "system", "whereupon", "couldnt", "eleven"}) {
    EXPECT_TRUE(std::binary_search(words.begin(), words.end(), word)) << word;
  }
  EXPECT_FALSE(std::binary_search(words.begin(), words.end(), "cat"));
}

TEST(StopWords, NoneIsNone) { EXPECT_EQ(resolve_stop_words({}), Words{}); }

TEST(StopWords, AListAndExtraWordsAreOneSortedList) {
  VectorizerOptions options;
  options.stop_words = Words{"zoo", "éa", "The", "zoo"};
  options.extra_stop_words = {"ant", "zoo"};
  EXPECT_EQ(resolve_stop_words(options), (Words{"The", "ant", "zoo", "éa"}));
}

TEST(StopWords, ExtraWordsJoinTheEnglishOnes) {
  VectorizerOptions options;
  options.stop_words = "english";
  options.extra_stop_words = {"the", "zzz"};
  const Words words = resolve_stop_words(options);
  EXPECT_EQ(words.size(), 319U);
  EXPECT_EQ(words.back(), "zzz");
}

TEST(StopWords, ExtraWordsNeedNoList) {
  VectorizerOptions options;
  options.extra_stop_words = {"cat"};
  EXPECT_EQ(resolve_stop_words(options), Words{"cat"});
}

}  // namespace
}  // namespace nmf
