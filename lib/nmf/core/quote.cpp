#include "nmf/core/quote.h"

#include <fmt/format.h>

#include "nmf/core/utf8.h"

namespace nmf {
namespace {

bool is_harmless(std::string_view character, bool valid) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (!valid || first < 0x20 || first == 0x7F) return false;
  // U+0080 to U+009F are control characters too, among them a one-character CSI.
  return first != 0xC2 || static_cast<unsigned char>(character[1]) >= 0xA0;
}

}  // namespace

std::string quote(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  std::string out = "'";
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Sequence sequence = utf8_sequence_at(text.substr(at));
    if (at + sequence.length > kLongest) return out + "...'";
    const std::string_view character = text.substr(at, sequence.length);
    if (is_harmless(character, sequence.valid)) {
      out += character;
    } else {
      for (const char c : character) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
    at += sequence.length;
  }
  return out + "'";
}

}  // namespace nmf
