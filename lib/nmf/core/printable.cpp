#include "nmf/core/printable.h"

#include <fmt/format.h>

#include "nmf/core/term_escape.h"
#include "nmf/core/utf8.h"

namespace nmf {
namespace {

/// \param character  a valid sequence
bool steers(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7F;
  if (character.size() == 2) return byte(0) == 0xC2 && byte(1) < 0xA0;  // U+0080 to U+009F
  if (character.size() != 3 || byte(0) != 0xE2) return false;
  const bool embedding = byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE;   // U+202A to 202E
  const bool isolate = byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;     // U+2066 to 2069
  const bool line_end = byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9);  // U+2028, 2029
  return embedding || isolate || line_end;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Utf8Sequence sequence = utf8_sequence_at(text);
    const std::string_view character = text.substr(0, sequence.length);
    text.remove_prefix(sequence.length);
    const std::string escaped = escape_term(character);
    if (escaped.size() == character.size() && (!sequence.valid || steers(character))) {
      for (const char c : character) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += escaped;
    }
  }
  return out;
}

}  // namespace nmf
