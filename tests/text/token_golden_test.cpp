// Covers preprocessor.cpp, token_source.cpp.
// scikit-learn's tokens, recorded by tests/golden/make_token_golden.py.
#include <gtest/gtest.h>

#include "tests/support/golden.h"
#include "tests/text/token_list.h"

namespace nmf {
namespace {

using nlohmann::json;

VectorizerOptions options_of(const json& given) {
  VectorizerOptions options;
  options.lowercase = given.value("lowercase", true);
  if (given.contains("strip_accents") && !given["strip_accents"].is_null()) {
    options.strip_accents =
        given["strip_accents"] == "ascii" ? StripAccents::ascii : StripAccents::unicode;
  }
  if (given.contains("analyzer")) {
    options.analyzer =
        given["analyzer"] == "char" ? Analyzer::characters : Analyzer::characters_in_words;
    options.ngram_range = given["ngram_range"];
  }
  return options;
}

TEST(TokenGolden, TokensEqualScikitLearn) {
  const json golden = test::read_golden("tokens.json");
  const auto texts = golden["texts"].get<std::vector<std::string>>();
  ASSERT_EQ(golden["cases"].size(), 22U);
  for (const json& wanted : golden["cases"]) {
    SCOPED_TRACE(wanted["options"].dump());
    // One source for all texts: nothing of a document may show in the next.
    const auto source = detail::make_token_source(options_of(wanted["options"]));
    for (std::size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(json(test::token_list(*source, texts[i])), wanted["tokens"][i]) << texts[i];
    }
  }
}

}  // namespace
}  // namespace nmf
