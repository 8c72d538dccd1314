// Covers case_equivalents.cpp, character_set.cpp, pattern_escapes.cpp, pattern_groups.cpp,
// Covers pattern_source.cpp.
#include "nmf/text/python_pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

std::string refusal(std::string_view pattern) {
  try {
    translate_python_pattern(pattern);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(PythonPattern, NeverLeavesWordsToPcre2) {
  EXPECT_EQ(translate_python_pattern(R"(\w)").pcre, R"([0-9A-Z_a-z\p{L}\p{N}])");
  EXPECT_EQ(translate_python_pattern(R"((?a)\d)").pcre, "[0-9]");
  EXPECT_EQ(translate_python_pattern(R"([^\D])").pcre, R"([^\x{0}-\x{2f}\x{3a}-\x{7f}\P{Nd}])");
  EXPECT_EQ(translate_python_pattern(R"([\s\S])").pcre, ".");
  EXPECT_EQ(translate_python_pattern(R"([^\s\S])").pcre, "(?:(?!).)");
}

TEST(PythonPattern, BoundaryLooksOnlyWhereItMust) {
  const std::string word = R"([0-9A-Z_a-z\p{L}\p{N}])";
  EXPECT_EQ(translate_python_pattern(R"(\b\w+\b)").pcre,
            "(?<!" + word + ")" + word + "+(?!" + word + ")");
  EXPECT_EQ(translate_python_pattern(R"((?a)\w*\b)").pcre,
            "[0-9A-Z_a-z]*(?(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?=[0-9A-Z_a-z]))");
}

TEST(PythonPattern, ForAsciiTextNothingElseIsLookedFor) {
  const auto translated = [](std::string_view pattern) {
    return translate_python_pattern(pattern, true).pcre;
  };
  EXPECT_EQ(translated(R"(\w\b.)"), R"([0-9A-Z_a-z](?![0-9A-Z_a-z])[^\n])");
  EXPECT_EQ(translated(R"([^\W\d_])"), R"([^\x{0}-\x{40}\x{5b}-\x{60}\x{7b}-\x{7f}])");
  EXPECT_EQ(translated("[à-ÿ]|[^à-ÿ]|é"), "(?:(?!).)|.|(?:(?!).)");
  EXPECT_EQ(translated("(?i)k"), "[Kk]");
}

TEST(PythonPattern, CountsGroups) {
  EXPECT_EQ(translate_python_pattern("(?:a)(?=b)(?#c)").groups, 0);
  EXPECT_EQ(translate_python_pattern("(?P<word>a)").groups, 1);
  EXPECT_EQ(refusal("(a)(b)"),
            "vectorizer.token_pattern: got '(a)(b)': at 0: 2 capturing groups, only a single group "
            "should be captured; write (?:...) for the others");
}

TEST(PythonPattern, PositionsCountCharacters) {
  EXPECT_EQ(refusal("ää[b"),
            "vectorizer.token_pattern: got 'ää[b': at 2: unterminated character set");
  EXPECT_EQ(refusal("a\xff"),
            "vectorizer.token_pattern: got 'a\\xff', which is not valid UTF-8; save it as UTF-8");
}

TEST(PythonPattern, RefusesWhatPythonTakesButPcre2DoesNot) {
  EXPECT_EQ(refusal("a{65536}"),
            "vectorizer.token_pattern: got 'a{65536}': at 2: a repetition of more than 65535");
  EXPECT_EQ(refusal("a{99999999999999999999}"),
            "vectorizer.token_pattern: got 'a{99999999999999999999}': at 2: a repetition of more "
            "than 65535");
  EXPECT_EQ(refusal(R"(\Uffffffff)"),
            R"(vectorizer.token_pattern: got '\Uffffffff': at 0: bad escape \Uffffffff)");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += '(';
  EXPECT_THAT(refusal(deep),
              testing::EndsWith(": at 200: more than 200 parentheses inside each other"));
  std::string conditions = "(a)";
  for (int i = 0; i < 100'000; ++i) conditions += "(?(1)";
  EXPECT_THAT(refusal(conditions), testing::EndsWith("parentheses inside each other"));
}

TEST(PythonPattern, ErrorsOfPythonNameWhatItNames) {
  EXPECT_THAT(refusal("(?P<a-b>c)"), testing::EndsWith("at 4: bad character in group name 'a-b'"));
  EXPECT_THAT(refusal("(?(9999999999)a)"), testing::EndsWith("invalid group reference"));
  EXPECT_THAT(refusal("(?L)a"),
              testing::EndsWith("bad inline flags: cannot use 'L' flag with a str pattern"));
}

TEST(PythonPattern, HugePatternsAreReadInLinearTime) {
  std::string pattern = "(?i)";
  for (int i = 0; i < 20'000; ++i) pattern += "ab|";
  EXPECT_GT(translate_python_pattern(pattern).pcre.size(), pattern.size());
}

}  // namespace
}  // namespace nmf::detail
