#include "nmf/evaluation/document_coherence.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

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

DocumentCounts::DocumentCounts(const CsrMatrix<double>& X) : documents_(X.rows) {
  CsrMatrix<double> terms = transposed(X);
  start_ = std::move(terms.row_start);
  document_ = std::move(terms.column);
}

std::optional<double> DocumentCounts::u_mass(const TopicColumns& topic) const {
  constexpr double kEpsilon = 1e-12;
  const auto D = static_cast<double>(documents_);
  double sum = 0;
  std::int64_t pairs = 0;
  for (std::size_t i = 1; i < topic.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto single = static_cast<double>(documents_with(topic[j]));
      if (single == 0) continue;
      const auto both = static_cast<double>(documents_with_both(topic[i], topic[j]));
      sum += std::log((both / D + kEpsilon) / (single / D));
      ++pairs;
    }
  }
  if (pairs == 0) return std::nullopt;
  return sum / static_cast<double>(pairs);
}

std::int64_t DocumentCounts::documents_with(std::int32_t term) const {
  const auto v = static_cast<std::size_t>(term);
  return start_[v + 1] - start_[v];
}

std::int64_t DocumentCounts::documents_with_both(std::int32_t a, std::int32_t b) const {
  const auto at = [&](std::int32_t term, std::size_t end) {
    return document_.begin() + start_[static_cast<std::size_t>(term) + end];
  };
  std::int64_t count = 0;
  for (auto x = at(a, 0), y = at(b, 0); x != at(a, 1) && y != at(b, 1);) {
    if (*x == *y) ++count;
    const bool forward_x = *x <= *y, forward_y = *y <= *x;
    if (forward_x) ++x;
    if (forward_y) ++y;
  }
  return count;
}

std::optional<double> mean_u_mass(const DocumentCounts& counts,
                                  const std::vector<TopicColumns>& topics) {
  double sum = 0;
  std::int64_t scored = 0;
  for (const TopicColumns& topic : topics) {
    const std::optional<double> score = counts.u_mass(topic);
    if (!score) continue;
    sum += *score;
    ++scored;
  }
  if (scored == 0) return std::nullopt;
  return sum / static_cast<double>(scored);
}

}  // namespace nmf
