#include "nmf/evaluation/silhouette.h"

#include <algorithm>
#include <limits>

namespace nmf {

std::optional<double> silhouette(std::span<const double> distance,
                                 const std::vector<std::int64_t>& cluster) {
  const std::size_t n = cluster.size();
  if (n == 0) return std::nullopt;
  const auto clusters =
      static_cast<std::size_t>(*std::max_element(cluster.begin(), cluster.end())) + 1;
  if (clusters < 2) return std::nullopt;
  std::vector<double> size(clusters, 0);
  for (const std::int64_t c : cluster) ++size[static_cast<std::size_t>(c)];

  double total = 0;
  std::vector<double> sum(clusters);  // of a point's distances to each cluster
  for (std::size_t i = 0; i < n; ++i) {
    std::fill(sum.begin(), sum.end(), 0.0);
    for (std::size_t j = 0; j < n; ++j)
      sum[static_cast<std::size_t>(cluster[j])] += distance[i * n + j];
    const auto own = static_cast<std::size_t>(cluster[i]);
    if (size[own] < 2) continue;
    const double a = sum[own] / (size[own] - 1);
    double b = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < clusters; ++c)
      if (c != own) b = std::min(b, sum[c] / size[c]);
    if (std::max(a, b) > 0) total += (b - a) / std::max(a, b);
  }
  return total / static_cast<double>(n);
}

}  // namespace nmf
