// Token patterns: translation and matching, and on ASCII text the form of a pattern for ASCII text
// and machine code against the general form and the interpreter.
// Input: lowercase; the pattern, up to the end of the line; then the text, UTF-8 or not.

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <memory>
#include <vector>

#include "nmf/core/utf8.h"
#include "nmf/text/pattern_tokens.h"
#include "nmf/text/python_pattern.h"
#include "tests/fuzz/fuzz.h"

using namespace nmf;

namespace {

using Tokens = std::vector<std::string>;
constexpr std::uint32_t kSteps = 20'000;

PCRE2_SPTR bytes(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

/// The slow twin of PatternTokens; `complete` becomes false where it took too many steps.
Tokens interpreted(const std::string& pattern, std::string_view text, bool& complete) {
  const detail::PythonPattern translated = detail::translate_python_pattern(pattern);
  int error = 0;
  PCRE2_SIZE offset = 0;
  const std::unique_ptr<pcre2_compile_context, void (*)(pcre2_compile_context*)> settings(
      pcre2_compile_context_create(nullptr), pcre2_compile_context_free);
  pcre2_set_newline(settings.get(), PCRE2_NEWLINE_LF);
  pcre2_set_parens_nest_limit(settings.get(), 1000);
  const std::unique_ptr<pcre2_code, void (*)(pcre2_code*)> code(
      pcre2_compile(bytes(translated.pcre), translated.pcre.size(),
                    PCRE2_UTF | PCRE2_DOTALL | PCRE2_ALT_CIRCUMFLEX | PCRE2_NO_START_OPTIMIZE,
                    &error, &offset, settings.get()),
      pcre2_code_free);
  fuzz::require(code != nullptr, "what PatternTokens compiled compiles again");
  const std::unique_ptr<pcre2_match_context, void (*)(pcre2_match_context*)> limits(
      pcre2_match_context_create(nullptr), pcre2_match_context_free);
  pcre2_set_match_limit(limits.get(), kSteps);
  const std::unique_ptr<pcre2_match_data, void (*)(pcre2_match_data*)> match(
      pcre2_match_data_create(2, nullptr), pcre2_match_data_free);

  Tokens tokens;
  const auto group = static_cast<std::size_t>(translated.groups);
  const PCRE2_SIZE* const at = pcre2_get_ovector_pointer(match.get());
  std::size_t position = 0;
  bool was_empty = false;
  for (;;) {
    const int found =
        pcre2_match(code.get(), bytes(text), text.size(), position,
                    was_empty ? PCRE2_NOTEMPTY_ATSTART : 0, match.get(), limits.get());
    complete = found >= 0 || found == PCRE2_ERROR_NOMATCH;
    if (found < 0) return tokens;
    position = at[1];
    was_empty = at[0] == at[1];
    const bool took_part = static_cast<std::size_t>(found) > group && at[2 * group] != PCRE2_UNSET;
    tokens.emplace_back(took_part ? text.substr(at[2 * group], at[2 * group + 1] - at[2 * group])
                                  : "");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  VectorizerOptions options;
  options.lowercase = input.flip();
  options.token_pattern = input.until('\n');
  const std::string_view text = input.rest();
  fuzz::may_refuse([&] {
    detail::PatternTokens source(options, kSteps);
    source.start(text);
    Tokens tokens;
    for (std::string_view token; source.next(token);) tokens.emplace_back(token);
    if (options.lowercase || ascii_length(text) < text.size()) return;
    bool complete = false;
    const Tokens twins = interpreted(options.token_pattern, text, complete);
    fuzz::require(!complete || tokens == twins, "tokens are the twin's");
  });
  return 0;
}
