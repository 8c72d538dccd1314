#include "nmf/text/code_points.h"

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
  const auto rest = [&](unsigned shift) {
    text += static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xC0U | (code_point >> 6U));
    rest(0);
  } else if (code_point < 0x10000) {
    text += static_cast<char>(0xE0U | (code_point >> 12U));
    rest(6);
    rest(0);
  } else {
    text += static_cast<char>(0xF0U | (code_point >> 18U));
    rest(12);
    rest(6);
    rest(0);
  }
}

bool is_blank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace nmf::detail
