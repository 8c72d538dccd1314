#pragma once

#include <cstddef>
#include <string_view>

namespace nmf {

/// What stands at the front of a text.
struct Utf8Sequence {
  std::size_t length;  ///< bytes of the sequence, or of the maximal part of a damaged one; >= 1
  bool valid;
};

/// The sequence that begins at the front of `text`, which must not be empty. Surrogates, overlong
/// forms and code points above U+10FFFF are damage.
/// Source: The Unicode Standard, table 3-7 (well-formed UTF-8 byte sequences).
Utf8Sequence utf8_sequence_at(std::string_view text);

/// Bytes below 0x80 at the front of `text`.
std::size_t ascii_length(std::string_view text);

/// Whether all of `text` is UTF-8.
bool is_valid_utf8(std::string_view text);

/// Offset of the first byte that begins no valid sequence; text.size() if all is valid. The slow
/// twin of is_valid_utf8.
std::size_t valid_utf8_length(std::string_view text);

}  // namespace nmf
