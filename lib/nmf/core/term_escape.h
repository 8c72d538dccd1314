#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nmf {

/// `text` on one line and in one tab-separated field: backslash, tab, newline and carriage return
/// become `\\`, `\t`, `\n` and `\r`; everything else stays. Used for terms, ids and labels.
std::string escape_term(std::string_view text);

/// The inverse of escape_term; nothing where a backslash begins none of the four.
std::optional<std::string> unescape_term(std::string_view escaped);

}  // namespace nmf
