#include "nmf/evaluation/coherence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

#include "nmf/core/error.h"

namespace nmf {
namespace {

constexpr double kEpsilon = 1e-12;  // gensim's

/// Probabilities of a topic's terms, by what place each has in the topic as listed.
class TopicProbabilities {
 public:
  TopicProbabilities(const std::vector<std::int32_t>& terms, std::int32_t topic,
                     const TopicPairs& pairs, const WindowCounts& counts)
      : terms_(terms), topic_(topic), pairs_(pairs), counts_(counts) {}

  [[nodiscard]] std::size_t size() const { return terms_.size(); }
  [[nodiscard]] bool same(std::size_t i, std::size_t j) const { return terms_[i] == terms_[j]; }

  [[nodiscard]] double of(std::size_t i) const {
    return share(counts_.terms[static_cast<std::size_t>(terms_[i])]);
  }
  /// Of both, with epsilon.
  [[nodiscard]] double of_both(std::size_t i, std::size_t j) const {
    if (same(i, j)) return of(i) + kEpsilon;
    const std::size_t pair =
        pairs_.pair(topic_, pairs_.place(topic_, terms_[i]), pairs_.place(topic_, terms_[j]));
    return share(counts_.pairs[pair]) + kEpsilon;
  }

  [[nodiscard]] double log_ratio(std::size_t i, std::size_t j) const {
    return std::log(of_both(i, j) / (of(i) * of(j)));
  }
  [[nodiscard]] double normalized_log_ratio(std::size_t i, std::size_t j) const {
    return log_ratio(i, j) / -std::log(of_both(i, j));
  }

 private:
  [[nodiscard]] double share(std::int64_t count) const {
    return static_cast<double>(count) / static_cast<double>(counts_.windows);
  }

  const std::vector<std::int32_t>& terms_;
  std::int32_t topic_;
  const TopicPairs& pairs_;
  const WindowCounts& counts_;
};

/// Each term beside every one before it.
double u_mass_of(const TopicProbabilities& p) {
  double sum = 0;
  for (std::size_t i = 1; i < p.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) sum += std::log(p.of_both(i, j) / p.of(j));
  return sum / (static_cast<double>(p.size()) * static_cast<double>(p.size() - 1) / 2);
}

/// The mean over all pairs of a measure that does not ask for their order.
template <typename Measure>
double mean_of_pairs(std::size_t size, const Measure& measure) {
  double sum = 0;
  for (std::size_t i = 1; i < size; ++i)
    for (std::size_t j = 0; j < i; ++j) sum += measure(i, j);
  return sum / (static_cast<double>(size) * static_cast<double>(size - 1) / 2);
}

double c_uci(const TopicProbabilities& p) {
  return mean_of_pairs(p.size(), [&](std::size_t i, std::size_t j) { return p.log_ratio(i, j); });
}

double c_npmi(const TopicProbabilities& p) {
  return mean_of_pairs(p.size(),
                       [&](std::size_t i, std::size_t j) { return p.normalized_log_ratio(i, j); });
}

double cosine(const std::vector<double>& a, const std::vector<double>& b) {
  double product = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    product += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  const double lengths = std::sqrt(aa) * std::sqrt(bb);
  return lengths > 0 ? product / lengths : 0;
}

double c_v(const TopicProbabilities& p) {
  const std::size_t n = p.size();
  // A term listed twice is one coordinate, where its numbers add up.
  std::vector<std::size_t> coordinate(n);
  for (std::size_t i = 0; i < n; ++i)
    for (coordinate[i] = 0; !p.same(coordinate[i], i);) ++coordinate[i];
  std::vector<std::vector<double>> of_term(n, std::vector<double>(n, 0.0));
  std::vector<double> of_all(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double npmi = p.normalized_log_ratio(std::max(i, j), std::min(i, j));
      of_term[i][coordinate[j]] += npmi;
      of_all[coordinate[j]] += npmi;
    }
  }
  double sum = 0;
  for (const std::vector<double>& vector : of_term) sum += cosine(vector, of_all);
  return sum / static_cast<double>(n);
}

/// The topics without the terms that occur nowhere.
std::vector<std::vector<std::int32_t>> present_terms(std::vector<std::vector<std::int32_t>> topics,
                                                     const WindowCounts& documents) {
  for (auto& terms : topics) {
    std::erase_if(terms, [&](std::int32_t term) {
      return documents.terms[static_cast<std::size_t>(term)] == 0;
    });
  }
  return topics;
}

Score score(const std::vector<std::vector<std::int32_t>>& topics, const TopicPairs& pairs,
            const WindowCounts& counts,
            const std::function<double(const TopicProbabilities&)>& measure) {
  Score score;
  double sum = 0;
  std::int64_t scored = 0;
  for (std::size_t t = 0; t < topics.size(); ++t) {
    auto& value = score.topics.emplace_back();
    if (topics[t].size() < 2) continue;
    value = measure({topics[t], static_cast<std::int32_t>(t), pairs, counts});
    sum += *value;
    ++scored;
  }
  if (scored > 0) score.mean = sum / static_cast<double>(scored);
  return score;
}

}  // namespace

Score u_mass(const std::vector<std::vector<std::int32_t>>& topics, const TopicPairs& pairs,
             const WindowCounts& documents) {
  return score(present_terms(topics, documents), pairs, documents, u_mass_of);
}

Coherence coherence(const TopicTerms& topics, const Occurrences& counts) {
  Coherence scores;
  for (std::size_t i = 0; i < topics.terms.size(); ++i)
    if (counts.documents.terms[i] == 0) scores.absent.push_back(topics.terms[i]);
  if (scores.absent.size() == topics.terms.size()) {
    if (topics.terms.empty())
      throw IoError("the topics have no terms, so that there are no scores");
    throw IoError(fmt::format(
        "none of the topics' terms ({}) occurs in the corpus (documents: {}, tokens: {}); name "
        "another corpus, or give its vectorizer the options that the topics' terms come from",
        topics.terms.size(), counts.documents.windows, counts.tokens));
  }
  const TopicPairs pairs(topics);
  const auto present = present_terms(topics.topics, counts.documents);
  scores.u_mass = score(present, pairs, counts.documents, u_mass_of);
  if (counts.of_110) scores.c_v = score(present, pairs, *counts.of_110, c_v);
  if (counts.of_10) {
    scores.c_uci = score(present, pairs, *counts.of_10, c_uci);
    scores.c_npmi = score(present, pairs, *counts.of_10, c_npmi);
  }
  return scores;
}

}  // namespace nmf
