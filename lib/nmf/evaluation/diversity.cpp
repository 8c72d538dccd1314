#include "nmf/evaluation/diversity.h"

#include <cstddef>
#include <cstdint>

namespace nmf {

Score diversity(const TopicTerms& topics) {
  std::vector<std::int64_t> listed(topics.terms.size(), 0);
  std::int64_t all = 0;
  for (const auto& terms : topics.topics) {
    for (const std::int32_t term : terms) ++listed[static_cast<std::size_t>(term)];
    all += std::ssize(terms);
  }
  Score score;
  for (const auto& terms : topics.topics) {
    auto& uniqueness = score.topics.emplace_back();
    if (terms.empty()) continue;
    double sum = 0;
    for (const std::int32_t term : terms)
      sum += 1.0 / static_cast<double>(listed[static_cast<std::size_t>(term)]);
    uniqueness = sum / static_cast<double>(terms.size());
  }
  if (all > 0) score.mean = static_cast<double>(topics.terms.size()) / static_cast<double>(all);
  return score;
}

}  // namespace nmf
