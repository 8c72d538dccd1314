#include "nmf/report/relevant_terms.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>

namespace nmf {
namespace {

constexpr int kSteps = 20;  // of the slider

struct Candidate {
  std::int64_t term = 0;
  double probability = 0;
  double log_probability = 0, log_lift = 0;
  double relevance = 0;
};

bool comes_first(const Candidate& a, const Candidate& b) {
  if (a.relevance != b.relevance) return a.relevance > b.relevance;
  return a.probability != b.probability ? a.probability > b.probability : a.term < b.term;
}

std::vector<Candidate> candidates_of(std::span<const double> in_topic,
                                     std::span<const double> in_corpus) {
  std::vector<Candidate> candidates;
  for (std::size_t v = 0; v < in_topic.size(); ++v) {
    if (in_topic[v] <= 0 || in_corpus[v] <= 0) continue;
    candidates.push_back({.term = static_cast<std::int64_t>(v),
                          .probability = in_topic[v],
                          .log_probability = std::log(in_topic[v]),
                          .log_lift = std::log(in_topic[v] / in_corpus[v])});
  }
  return candidates;
}

std::vector<std::int64_t> terms_of(std::vector<Candidate> candidates, std::size_t count) {
  const auto first = static_cast<std::ptrdiff_t>(std::min(count, candidates.size()));
  const auto by_probability = [](const Candidate& a, const Candidate& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.term < b.term;
  };
  std::set<Candidate, decltype(by_probability)> found(by_probability);
  for (int step = 0; step <= kSteps; ++step) {
    const double lambda = static_cast<double>(step) / kSteps;
    for (Candidate& c : candidates)
      c.relevance = lambda * c.log_probability + (1 - lambda) * c.log_lift;
    const auto middle = candidates.begin() + first;
    if (middle != candidates.end())
      std::nth_element(candidates.begin(), middle, candidates.end(), comes_first);
    found.insert(candidates.begin(), middle);
  }
  std::vector<std::int64_t> terms;
  terms.reserve(found.size());
  for (const Candidate& c : found) terms.push_back(c.term);
  return terms;
}

}  // namespace

std::vector<std::vector<std::int64_t>> relevant_terms(std::span<const double> probabilities,
                                                      std::span<const double> in_corpus,
                                                      std::size_t count, const Threads& threads) {
  const std::size_t V = in_corpus.size();
  std::vector<std::vector<std::int64_t>> all(V == 0 ? 0 : probabilities.size() / V);
  threads.for_each_block(static_cast<std::int64_t>(all.size()), [&](std::int64_t k) {
    const auto at = static_cast<std::size_t>(k);
    all[at] = terms_of(candidates_of(probabilities.subspan(at * V, V), in_corpus), count);
  });
  return all;
}

}  // namespace nmf
