#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nmf::detail {

/// Bytes that one step takes.
constexpr std::size_t kAsciiStep = 16;

struct AsciiStep {
  std::size_t length;       ///< bytes of ASCII at the front, at most kAsciiStep
  std::uint64_t word_bits;  ///< bit i: byte i < length is a letter, a digit or `_`
};

/// Copies the ASCII at the front of kAsciiStep bytes to `out`, in lower case where that is asked
/// for. All of the kAsciiStep bytes at `out` may be written.
AsciiStep ascii_step(const char* text, bool lowercase, char* out);

/// The same for a text of less than kAsciiStep bytes.
AsciiStep ascii_last_step(std::string_view text, bool lowercase, char* out);

/// The slow twin of ascii_step, and what it is where there is no SSE2.
AsciiStep ascii_step_bytewise(const char* text, bool lowercase, char* out);

}  // namespace nmf::detail
