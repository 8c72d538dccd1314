#include "nmf/config/suggest.h"

#include <algorithm>
#include <cstddef>

#include "nmf/core/edit_distance.h"

namespace nmf::config {

std::optional<std::string_view> nearest(std::string_view name,
                                        const std::vector<std::string_view>& candidates) {
  std::optional<std::string_view> best;
  std::size_t least = slips_allowed(name) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t longer = std::max(name.size(), candidate.size());
    if (longer - std::min(name.size(), candidate.size()) >= least) continue;
    if (const std::size_t changes = edit_distance(name, candidate); changes < least) {
      best = candidate;
      least = changes;
    }
  }
  return best;
}

}  // namespace nmf::config
