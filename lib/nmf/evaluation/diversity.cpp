#include "nmf/evaluation/diversity.h"

#include <cstddef>

namespace nmf {

Score diversity(const std::vector<std::vector<std::int32_t>>& topics) {
  std::vector<std::int64_t> listed;  // by term
  std::int64_t all = 0, distinct = 0;
  for (const auto& terms : topics) {
    for (const std::int32_t term : terms) {
      const auto at = static_cast<std::size_t>(term);
      if (at >= listed.size()) listed.resize(at + 1, 0);
      if (listed[at]++ == 0) ++distinct;
    }
    all += std::ssize(terms);
  }
  Score score;
  for (const auto& terms : topics) {
    auto& uniqueness = score.topics.emplace_back();
    if (terms.empty()) continue;
    double sum = 0;
    for (const std::int32_t term : terms)
      sum += 1.0 / static_cast<double>(listed[static_cast<std::size_t>(term)]);
    uniqueness = sum / static_cast<double>(terms.size());
  }
  if (all > 0) score.mean = static_cast<double>(distinct) / static_cast<double>(all);
  return score;
}

}  // namespace nmf
