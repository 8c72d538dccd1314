#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nmf::detail {

/// Bytes of the UTF-8 sequence that `lead` begins.
inline std::size_t sequence_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// The code point at `position`, which moves behind it. `text` is valid UTF-8, `position` within.
char32_t code_point_at(std::string_view text, std::size_t& position);

/// Appends a code point as UTF-8.
void append_utf8(char32_t code_point, std::string& text);

/// Python's str.isspace(), also the meaning of \s in a pattern.
bool is_blank(char32_t code_point);

}  // namespace nmf::detail
