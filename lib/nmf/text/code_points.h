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

/// Writes a code point as UTF-8, at most four bytes, to `out`; returns how many.
inline std::size_t write_utf8(char32_t code_point, char* out) {
  const auto rest = [&](unsigned shift) {
    *out++ = static_cast<char>(0x80U | (code_point >> shift & 0x3FU));
  };
  if (code_point < 0x80) {
    *out = static_cast<char>(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    *out++ = static_cast<char>(0xC0U | code_point >> 6U);
    rest(0);
    return 2;
  }
  if (code_point < 0x10000) {
    *out++ = static_cast<char>(0xE0U | code_point >> 12U);
    rest(6);
    rest(0);
    return 3;
  }
  *out++ = static_cast<char>(0xF0U | code_point >> 18U);
  rest(12);
  rest(6);
  rest(0);
  return 4;
}

/// Appends a code point as UTF-8.
void append_utf8(char32_t code_point, std::string& text);

/// Python's str.isspace(), also the meaning of \s in a pattern.
bool is_blank(char32_t code_point);

}  // namespace nmf::detail
