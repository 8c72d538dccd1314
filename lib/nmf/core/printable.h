#pragma once

#include <string>
#include <string_view>

namespace nmf {

/// Foreign text as it may stand on a terminal, on one line: backslash, tab, newline and carriage
/// return as escape_term has them; other control characters, bytes that are not UTF-8 and the marks
/// that turn the direction of writing (U+202A to U+202E, U+2066 to U+2069) or end a line (U+2028,
/// U+2029) byte by byte as `\xNN`.
std::string printable(std::string_view text);

}  // namespace nmf
