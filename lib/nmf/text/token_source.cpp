#include "nmf/text/token_source.h"

#include "nmf/text/character_grams.h"
#include "nmf/text/default_words.h"
#include "nmf/text/icu_words.h"
#include "nmf/text/pattern_tokens.h"

namespace nmf::detail {

std::unique_ptr<TokenSource> make_token_source(const VectorizerOptions& options) {
  switch (options.analyzer) {
    case Analyzer::characters:
    case Analyzer::characters_in_words:
      return std::make_unique<CharacterGrams>(options);
    case Analyzer::icu:
      return std::make_unique<IcuWords>(options);
    case Analyzer::word:
      break;
  }
  if (options.token_pattern == kDefaultTokenPattern) {
    return std::make_unique<DefaultWords>(options);
  }
  return std::make_unique<PatternTokens>(options);
}

}  // namespace nmf::detail
