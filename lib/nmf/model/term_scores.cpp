#include "nmf/model/term_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace nmf {
namespace {

/// Ranks from 1 by rising value; equal values share the mean of theirs.
std::vector<double> mean_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    const double mean = (static_cast<double>(first + 1) + static_cast<double>(last)) / 2;
    for (std::size_t i = first; i < last; ++i) ranks[order[i]] = mean;
  }
  return ranks;
}

}  // namespace

double lift(double in_topic, double in_corpus) { return in_corpus > 0 ? in_topic / in_corpus : 0; }

double relevance(double in_topic, double in_corpus, double lambda) {
  if (in_topic <= 0 || in_corpus <= 0) return -std::numeric_limits<double>::infinity();
  return lambda * std::log(in_topic) + (1 - lambda) * std::log(in_topic / in_corpus);
}

std::vector<double> term_probabilities(std::span<const std::int64_t> term_frequency) {
  double total = 0;
  for (const std::int64_t count : term_frequency) total += static_cast<double>(count);
  std::vector<double> probabilities(term_frequency.size(), 0.0);
  if (total == 0) return probabilities;
  for (std::size_t v = 0; v < probabilities.size(); ++v)
    probabilities[v] = static_cast<double>(term_frequency[v]) / total;
  return probabilities;
}

Exclusivity exclusivity(std::span<const double> in_topics, std::int64_t occurrences) {
  Exclusivity result;
  result.uniform = 1 / static_cast<double>(in_topics.size());
  result.sum = std::accumulate(in_topics.begin(), in_topics.end(), 0.0);
  if (occurrences <= 1 || result.sum <= 0) return result;
  double variance = 0, deviation = 0;
  for (const double x : in_topics) {
    const double share = x / result.sum;
    variance += share * (1 - share) / static_cast<double>(occurrences - 1);
    deviation += (share - result.uniform) * (share - result.uniform);
  }
  // Without deviation all are 1 / K, however far they are shrunk.
  if (deviation > 0) result.shrinkage = std::min(1.0, variance / deviation);
  return result;
}

std::vector<double> frex(std::span<const double> in_topic, std::span<const double> exclusive,
                         double weight) {
  const std::vector<double> by_frequency = mean_ranks(in_topic);
  const std::vector<double> by_exclusivity = mean_ranks(exclusive);
  const auto size = static_cast<double>(in_topic.size());
  std::vector<double> scores(in_topic.size());
  for (std::size_t v = 0; v < scores.size(); ++v) {
    scores[v] = 1 / (weight * size / by_frequency[v] + (1 - weight) * size / by_exclusivity[v]);
  }
  return scores;
}

}  // namespace nmf
