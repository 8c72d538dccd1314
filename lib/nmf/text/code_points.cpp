#include "nmf/text/code_points.h"

#include <array>

namespace nmf::detail {

char32_t code_point_at(std::string_view text, std::size_t& position) {
  const std::size_t length = sequence_length(text[position]);
  const auto lead = static_cast<unsigned char>(text[position]);
  // A lead byte of n bytes holds 7 - n bits of the code point, each further byte six.
  char32_t code_point = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    code_point = (code_point << 6U) | (static_cast<unsigned char>(text[position + i]) & 0x3FU);
  }
  position += length;
  return code_point;
}

void append_utf8(char32_t code_point, std::string& text) {
  std::array<char, 4> bytes{};
  text.append(bytes.data(), write_utf8(code_point, bytes.data()));
}

bool is_blank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace nmf::detail
