#pragma once

#include <cstddef>
#include <string_view>

namespace nmf {

/// Bytes added, left out, changed or swapped with a neighbour between two words, at least (the
/// optimal string alignment distance). Takes the product of their lengths.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// As many changes as may be a slip in a word: one up to 4 bytes, two up to 8, three beyond.
std::size_t slips_allowed(std::string_view word);

}  // namespace nmf
