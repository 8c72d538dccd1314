#include "nmf/text/ascii_words.h"

#include <array>
#include <cstring>

namespace nmf::detail {

AsciiStep ascii_step_bytewise(const char* text, bool lowercase, char* out) {
  AsciiStep step{0, 0};
  for (; step.length < kAsciiStep; ++step.length) {
    const char c = text[step.length];
    if (static_cast<unsigned char>(c) >= 0x80) break;
    const bool upper = c >= 'A' && c <= 'Z';
    const bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    out[step.length] = upper && lowercase ? static_cast<char>(c - 'A' + 'a') : c;
    step.word_bits |= static_cast<std::uint64_t>(word) << step.length;
  }
  return step;
}

AsciiStep ascii_last_step(std::string_view text, bool lowercase, char* out) {
  std::array<char, kAsciiStep> padded{};  // NUL is no word character
  std::memcpy(padded.data(), text.data(), text.size());
  AsciiStep step = ascii_step(padded.data(), lowercase, out);
  if (step.length > text.size()) step.length = text.size();
  return step;
}

}  // namespace nmf::detail
