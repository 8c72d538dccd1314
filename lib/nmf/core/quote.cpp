#include "nmf/core/quote.h"

#include <fmt/format.h>

namespace nmf {

std::string quote(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  const bool cut = text.size() > kLongest;
  std::size_t length = cut ? kLongest : text.size();
  // A cut must not leave half of a UTF-8 character behind.
  while (cut && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80) --length;

  std::string out = "'";
  for (const char c : text.substr(0, length)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out + (cut ? "...'" : "'");
}

}  // namespace nmf
