#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace nmf::detail {

/// Cuts the next word off the front of `rest`; words lie between blanks and tabs. Empty at the end.
std::string_view next_word(std::string_view& rest);

bool is_blank(std::string_view line);

/// A whole number; one beyond 64 bits becomes the largest or smallest, which no caller allows.
std::optional<std::int64_t> parse_integer(std::string_view word);

/// A number as C writes it, also nan and inf; one beyond the range becomes inf or 0.
std::optional<double> parse_number(std::string_view word);

}  // namespace nmf::detail
