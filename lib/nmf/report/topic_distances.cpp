#include "nmf/report/topic_distances.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nmf {
namespace {

constexpr std::int64_t kBlocks = 16;  // each has K x K sums of its own

/// Adds what the terms [begin, end) say: for two topics p, q that share a term
/// p log2(p / (p + q)) + q log2(q / (p + q)). With p = q = m the whole divergence is 0, without a
/// term in common 1: it is 1 plus half of the sum of these.
void add_terms(std::span<const double> probabilities, std::size_t topics, std::size_t begin,
               std::size_t end, std::vector<double>& sums) {
  const std::size_t terms = probabilities.size() / topics;
  std::vector<std::size_t> having;
  for (std::size_t v = begin; v < end; ++v) {
    having.clear();
    for (std::size_t k = 0; k < topics; ++k)
      if (probabilities[k * terms + v] > 0) having.push_back(k);
    for (std::size_t i = 0; i < having.size(); ++i) {
      const double p = probabilities[having[i] * terms + v];
      for (std::size_t j = i + 1; j < having.size(); ++j) {
        const double q = probabilities[having[j] * terms + v];
        sums[having[i] * topics + having[j]] +=
            p * std::log2(p / (p + q)) + q * std::log2(q / (p + q));
      }
    }
  }
}

}  // namespace

std::vector<double> topic_distances(std::span<const double> probabilities, std::int64_t topics,
                                    const Threads& threads) {
  const auto K = static_cast<std::size_t>(topics);
  const auto terms = static_cast<std::int64_t>(probabilities.size() / K);
  const std::int64_t step = std::max(std::int64_t{1}, (terms + kBlocks - 1) / kBlocks);
  std::vector<std::vector<double>> partial(static_cast<std::size_t>(kBlocks));
  threads.for_each_range(terms, step, [&](std::int64_t begin, std::int64_t end) {
    std::vector<double>& sums = partial[static_cast<std::size_t>(begin / step)];
    sums.assign(K * K, 0.0);
    add_terms(probabilities, K, static_cast<std::size_t>(begin), static_cast<std::size_t>(end),
              sums);
  });

  std::vector<double> distances(K * K, 0.0);
  for (std::size_t i = 0; i < K; ++i) {
    for (std::size_t j = i + 1; j < K; ++j) {
      double sum = 0;
      for (const std::vector<double>& sums : partial)
        if (!sums.empty()) sum += sums[i * K + j];
      const double divergence = std::clamp(1 + sum / 2, 0.0, 1.0);
      distances[i * K + j] = distances[j * K + i] = std::sqrt(divergence);
    }
  }
  return distances;
}

}  // namespace nmf
