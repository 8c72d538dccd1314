#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nmf::detail {

/// Bytes that one step takes.
constexpr std::size_t kAsciiStep = 16;

struct AsciiStep {
  std::size_t length;       ///< bytes of ASCII at the front, at most kAsciiStep
  std::uint64_t word_bits;  ///< bit i: byte i < length is a letter, a digit or `_`
};

/// The slow twin of ascii_step, and what it is where there is no SSE2.
AsciiStep ascii_step_bytewise(const char* text, bool lowercase, char* out);

/// ascii_step for a text of less than kAsciiStep bytes.
AsciiStep ascii_last_step(std::string_view text, bool lowercase, char* out);

#if defined(__SSE2__)
/// 0xFF where low <= byte <= high; all three are ASCII, so bytes beyond it, below 0, are outside.
inline __m128i in_range(__m128i bytes, char low, char high) {
  return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1))),
                       _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
}
#endif

/// Copies the ASCII at the front of kAsciiStep bytes to `out`, in lower case where that is asked
/// for. All of the kAsciiStep bytes at `out` may be written. Inline: the inner loop of tokenizing.
inline AsciiStep ascii_step(const char* text, bool lowercase, char* out) {
#if defined(__SSE2__)
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
#else
  return ascii_step_bytewise(text, lowercase, out);
#endif
}

}  // namespace nmf::detail
