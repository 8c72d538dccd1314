#include "nmf/text/stemmer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"

namespace nmf {
namespace {

TEST(Stemmer, CutsEndings) {
  Stemmer english("english");
  EXPECT_EQ(english("running"), "run");
  EXPECT_EQ(english("generously"), "generous");
  EXPECT_EQ(english("news"), "news");
  EXPECT_EQ(english(""), "");
  Stemmer german("german");
  EXPECT_EQ(german("häuser"), "haus");
  Stemmer russian("ru");
  EXPECT_EQ(russian("книгами"), "книг");
}

TEST(Stemmer, DamageAndNulDoNoHarm) {
  using namespace std::string_literals;
  Stemmer stemmer("english");
  for (const std::string& token : {"a\0b"s, "\xff\xfe"s, "\xe2\x82"s, std::string(100'000, 'a')}) {
    EXPECT_LE(stemmer(token).size(), token.size() + 1);
  }
}

TEST(Stemmer, UnknownLanguageNamesTheOthers) {
  using namespace std::string_literals;
  for (const std::string& language : {"elvish"s, ""s, "english\0"s}) {
    try {
      const Stemmer stemmer(language);
      FAIL() << language;
    } catch (const ConfigError& error) {
      EXPECT_THAT(error.what(),
                  testing::StartsWith("vectorizer.stemmer: got '" +
                                      (language.size() == 8 ? "english\\x00" : language) +
                                      "', expected one of arabic, "));
      EXPECT_THAT(error.what(), testing::EndsWith(", yiddish, or null"));
    }
  }
  EXPECT_THAT(Stemmer::languages(), testing::IsSupersetOf({"english", "german", "porter"}));
}

}  // namespace
}  // namespace nmf
