#include "nmf/text/ascii_words.h"

#include <array>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

#if defined(__SSE2__)
namespace {

/// 0xFF where low <= byte <= high; all three are ASCII, so bytes beyond it, below 0, are outside.
__m128i in_range(__m128i bytes, char low, char high) {
  return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1))),
                       _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
}

}  // namespace

AsciiStep ascii_step(const char* text, bool lowercase, char* out) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  const __m128i upper = in_range(bytes, 'A', 'Z');
  const __m128i lowered = _mm_or_si128(bytes, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
  const __m128i word =
      _mm_or_si128(_mm_or_si128(in_range(lowered, 'a', 'z'), in_range(bytes, '0', '9')),
                   _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), lowercase ? lowered : bytes);
  const auto beyond = static_cast<unsigned>(_mm_movemask_epi8(bytes));
  const auto bits = static_cast<std::uint64_t>(_mm_movemask_epi8(word));
  if (beyond == 0) return {kAsciiStep, bits};
  const auto length = static_cast<std::size_t>(std::countr_zero(beyond));
  return {length, bits & ((std::uint64_t{1} << length) - 1)};
}
#else
AsciiStep ascii_step(const char* text, bool lowercase, char* out) {
  return ascii_step_bytewise(text, lowercase, out);
}
#endif

AsciiStep ascii_last_step(std::string_view text, bool lowercase, char* out) {
  std::array<char, kAsciiStep> padded{};  // NUL is no word character
  std::memcpy(padded.data(), text.data(), text.size());
  AsciiStep step = ascii_step(padded.data(), lowercase, out);
  if (step.length > text.size()) step.length = text.size();
  return step;
}

}  // namespace nmf::detail
