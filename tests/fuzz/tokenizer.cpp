// The tokenizer against its slow twin, ICU alone. Input: lowercase; then the text, UTF-8 or not.

#include "nmf/text/tokenizer.h"

#include "nmf/text/unicode.h"
#include "tests/fuzz/fuzz.h"

using namespace nmf;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const bool lowercase = input.flip();
  std::string lowered(input.rest());
  if (lowercase) detail::to_lower(input.rest(), lowered);

  detail::Tokenizer tokenizer(lowercase);
  tokenizer.start(input.rest());
  std::size_t position = 0;
  for (std::string_view token; tokenizer.next(token);) {
    fuzz::require(token == detail::next_word(lowered, position), "a token is the twin's");
    // Read by the sanitizer: what may be read behind the start of a token.
    fuzz::require(std::string(token.data(), detail::Tokenizer::kPadding).size() > 0, "padding");
  }
  fuzz::require(detail::next_word(lowered, position).empty(), "the twin has no more tokens");
  return 0;
}
