#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nmf {

/// Columns that a text takes on a terminal: two for wide characters (East Asian Wide and
/// Fullwidth), none for combining and format characters, one for all others and for a byte that is
/// no UTF-8. Source: Unicode Standard Annex #11.
std::size_t display_width(std::string_view text);

/// The front of a text that takes at most `width` columns, with `...` at its end where it is cut.
std::string cut_to_width(std::string_view text, std::size_t width);

}  // namespace nmf
