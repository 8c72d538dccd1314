// Python's re, recorded by tests/golden/make_pattern_golden.py. NMF_PATTERN_GOLDEN names another
// recording, for longer comparisons.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "nmf/core/error.h"
#include "tests/support/golden.h"
#include "tests/text/token_list.h"

namespace nmf {
namespace {

using nlohmann::json;

json recording() {
  const char* const path = std::getenv("NMF_PATTERN_GOLDEN");
  if (path == nullptr) return test::read_golden("patterns.json");
  std::ifstream file(path);
  return json::parse(file);
}

std::string refusal(const VectorizerOptions& options) {
  try {
    detail::make_token_source(options);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

/// Names stand in single quotes in either; Python may take others.
std::string expected_refusal(const json& wanted) {
  if (wanted.contains("groups")) return "only a single group should be captured";
  const std::string message = wanted["error"];
  if (wanted["position"].is_null()) return message;
  return ": at " + std::to_string(wanted["position"].get<int>()) + ": " + message;
}

TEST(PatternGolden, TokensAndErrorsEqualPythons) {
  const json golden = recording();
  const auto texts = golden["texts"].get<std::vector<std::string>>();
  ASSERT_GT(golden["cases"].size(), 100U);
  for (const json& wanted : golden["cases"]) {
    VectorizerOptions options;
    options.lowercase = false;
    options.token_pattern = wanted["pattern"];
    SCOPED_TRACE(options.token_pattern);
    if (!wanted.contains("tokens")) {
      EXPECT_THAT(refusal(options), testing::HasSubstr(expected_refusal(wanted)));
      continue;
    }
    EXPECT_EQ(refusal(options), "");
    if (testing::Test::HasFailure() && refusal(options) != "") continue;
    const auto source = detail::make_token_source(options);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(json(test::token_list(*source, texts[i])), wanted["tokens"][i]) << texts[i];
    }
  }
}

}  // namespace
}  // namespace nmf
