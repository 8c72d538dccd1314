#include "nmf/text/preprocessor.h"

#include "nmf/core/utf8.h"
#include "nmf/corpus/decode.h"
#include "nmf/text/accents.h"
#include "nmf/text/unicode.h"

namespace nmf::detail {
namespace {

void lower_ascii(std::string_view text, std::string& lowered) {
  lowered.resize(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    lowered[i] = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  }
}

}  // namespace

std::string_view Preprocessor::operator()(std::string_view text) {
  if (ascii_length(text) == text.size()) {
    if (!lowercase_) return text;
    lower_ascii(text, lowered_);
    return lowered_;
  }
  if (!is_valid_utf8(text)) {
    copy_.text = text;
    decode(copy_, TextEncoding::utf_8, DecodeError::replace);
    text = copy_.text;
  }
  if (lowercase_) {
    to_lower(text, lowered_);
    text = lowered_;
  }
  if (accents_ != StripAccents::none) {
    strip_accents(text, accents_, stripped_);
    text = stripped_;
  }
  return text;
}

}  // namespace nmf::detail
