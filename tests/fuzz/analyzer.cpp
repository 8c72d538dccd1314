// Analyzers and accents. Input: see choose_analyzer; then the text, UTF-8 or not.

#include "tests/fuzz/analyzer.h"

#include "nmf/core/utf8.h"
#include "nmf/text/token_source.h"
#include "nmf/text/unicode.h"

using namespace nmf;

namespace {

std::int64_t characters(std::string_view text) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) detail::next_code_point(text, at);
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  VectorizerOptions options;
  fuzz::choose_analyzer(input, options);
  const bool characters_only = options.analyzer == Analyzer::characters;
  const auto source = detail::make_token_source(options);
  source->start(input.rest());
  for (std::string_view token; source->next(token);) {
    fuzz::require(!token.empty(), "a token is not empty");
    fuzz::require(valid_utf8_length(token) == token.size(), "a token is UTF-8");
    if (options.strip_accents == StripAccents::ascii)
      fuzz::require(ascii_length(token) == token.size(), "strip_accents: ascii leaves ASCII");
    const bool in_words = options.analyzer == Analyzer::characters_in_words;
    if (!characters_only && !in_words) continue;
    const std::int64_t length = characters(token);
    fuzz::require(length <= options.ngram_range[1], "a gram is no longer than asked for");
    fuzz::require(in_words || length >= options.ngram_range[0], "nor shorter");
  }
  return 0;
}
