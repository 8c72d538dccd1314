#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace nmf::config {

/// The candidate that `name` most likely is a slip of: the smallest number of letters added, left
/// out, changed or swapped with a neighbour, the earlier one on a tie. None where even the best is
/// too far to be a slip: more than one change up to 4 letters, two up to 8, three beyond.
std::optional<std::string_view> nearest(std::string_view name,
                                        const std::vector<std::string_view>& candidates);

}  // namespace nmf::config
