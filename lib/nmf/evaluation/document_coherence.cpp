#include "nmf/evaluation/document_coherence.h"

#include <algorithm>
#include <utility>

#include "nmf/evaluation/coherence.h"
#include "nmf/evaluation/occurrences.h"
#include "nmf/evaluation/topic_terms.h"

namespace nmf {
namespace {

template <typename T>
std::vector<TopicColumns> top_columns(const T* h, std::int64_t V, std::int64_t K,
                                      std::int64_t count) {
  std::vector<TopicColumns> topics;
  for (std::int64_t k = 0; k < K; ++k) {
    const auto weight = [&](std::int32_t v) { return h[v * K + k]; };
    TopicColumns terms;
    for (std::int32_t v = 0; v < V; ++v)
      if (weight(v) > 0) terms.push_back(v);
    const auto top = std::min<std::int64_t>(count, std::ssize(terms));
    std::partial_sort(terms.begin(), terms.begin() + top, terms.end(),
                      [&](std::int32_t a, std::int32_t b) {
                        return weight(a) != weight(b) ? weight(a) > weight(b) : a < b;
                      });
    terms.resize(static_cast<std::size_t>(top));
    topics.push_back(std::move(terms));
  }
  return topics;
}

}  // namespace

std::vector<TopicColumns> top_columns(const at::Tensor& Ht, std::int64_t count) {
  const std::int64_t V = Ht.size(0), K = Ht.size(1);
  return Ht.scalar_type() == at::kDouble ? top_columns(Ht.const_data_ptr<double>(), V, K, count)
                                         : top_columns(Ht.const_data_ptr<float>(), V, K, count);
}

std::optional<double> mean_u_mass(const CsrMatrix<double>& X,
                                  const std::vector<TopicColumns>& topics) {
  std::vector<std::int32_t> number_of(static_cast<std::size_t>(X.columns), -1);
  std::vector<std::vector<std::int32_t>> numbered = topics;
  std::int32_t terms = 0;
  for (auto& topic : numbered) {
    for (std::int32_t& term : topic) {
      std::int32_t& number = number_of[static_cast<std::size_t>(term)];
      if (number < 0) number = terms++;
      term = number;
    }
  }
  const TopicPairs pairs(numbered, static_cast<std::size_t>(terms));
  return u_mass(numbered, pairs, count_rows(X, pairs, number_of)).mean;
}

}  // namespace nmf
