#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nmf {

/// `text` with blanks behind it (before it) up to `width` columns of a terminal.
std::string pad_right(const std::string& text, std::size_t width);
std::string pad_left(const std::string& text, std::size_t width);

/// `head`, then the items with commas between them, in lines of at most `width` columns that break
/// between items and begin where the first item begins. An item that is wider than the line is cut.
std::string listed(std::string_view head, const std::vector<std::string>& items, std::size_t width);

}  // namespace nmf
