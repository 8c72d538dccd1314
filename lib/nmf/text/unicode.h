#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nmf::detail {

/// What Python knows of Unicode and text needs; the only way to ICU.

/// Decodes one code point and moves `position` behind it; negative where the bytes are not UTF-8.
std::int32_t next_code_point(std::string_view text, std::size_t& position);

/// Python's \w: a letter (L*), a number (N*) or `_`.
bool is_word(std::uint32_t code_point);

/// The lower case of a code point where that is one, whatever stands around it.
std::uint32_t lower_of(std::uint32_t code_point);

/// Lower-cases UTF-8 into `lowered`, as Python's str.lower(): the full mapping (İ becomes two code
/// points), without a locale, Σ by its place in the word. Bytes that are not UTF-8 become something
/// that is no word character.
/// Throws IoError beyond 2^31 - 1 bytes, ICU's limit.
void to_lower(std::string_view text, std::string& lowered);

/// The next maximal run of at least two word characters at or after `position`, which moves behind
/// it; empty at the end of `text`. Bytes that are not UTF-8 are no word characters.
std::string_view next_word(std::string_view text, std::size_t& position);

}  // namespace nmf::detail
