#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/model/model.h"
#include "nmf/model/row_blocks.h"

namespace nmf {
namespace {

/// Calls `use(row, numbers)` for each row of a matrix, its numbers as float64.
template <typename Use>
void for_each_row(const at::Tensor& matrix, const Use& use) {
  const auto columns = static_cast<std::size_t>(matrix.size(1));
  for_each_row_block(matrix, [&](std::int64_t first, const at::Tensor& block) {
    const at::Tensor wide = block.to(at::kDouble);
    const double* numbers = wide.const_data_ptr<double>();
    for (std::int64_t row = 0; row < wide.size(0); ++row, numbers += columns) {
      use(static_cast<std::size_t>(first + row), std::span<const double>(numbers, columns));
    }
  });
}

/// Sum over the rows of W of its entries above zero. [K]
std::vector<double> positive_column_sums(const at::Tensor& W) {
  std::vector<double> sums(static_cast<std::size_t>(W.size(1)), 0.0);
  for_each_row(W, [&](std::size_t /*row*/, std::span<const double> weights) {
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += std::max(0.0, weights[k]);
  });
  return sums;
}

/// The terms with the largest weights, ties by term order.
/// \param zeros  take those of weight 0 too
std::vector<TopicTerm> top_terms(std::span<const double> weights,
                                 const std::vector<std::string>& vocabulary, std::size_t count,
                                 bool zeros) {
  std::vector<std::size_t> order;
  for (std::size_t v = 0; v < weights.size(); ++v)
    if (zeros || weights[v] != 0) order.push_back(v);
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(std::min(count, order.size()));
  std::partial_sort(order.begin(), middle, order.end(), [&](std::size_t a, std::size_t b) {
    return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
  });
  std::vector<TopicTerm> terms;
  for (auto v = order.begin(); v != middle; ++v) terms.push_back({vocabulary[*v], weights[*v]});
  return terms;
}

void check_finite(std::span<const double> weights, std::size_t topic,
                  const std::vector<std::string>& vocabulary) {
  for (std::size_t v = 0; v < weights.size(); ++v) {
    if (std::isfinite(weights[v])) continue;
    throw ModelError(
        fmt::format("topic {}: the weight of term {} is {}, expected a finite number; "
                    "fit the model again",
                    topic, quote(vocabulary[v]), weights[v]));
  }
}

}  // namespace

std::vector<Topic> top_topics(const at::Tensor& W, const at::Tensor& H,
                              const std::vector<std::string>& vocabulary, std::int64_t n_terms) {
  if (W.dim() != 2 || H.dim() != 2 || W.size(1) != H.size(0) ||
      H.size(1) != std::ssize(vocabulary) || n_terms < 0) {
    throw std::invalid_argument("top_topics: W [D, K], H [K, V] and vocabulary [V] do not match");
  }
  const std::vector<double> documents = positive_column_sums(W);  // [K]
  const std::size_t count = std::min(static_cast<std::size_t>(n_terms), vocabulary.size());
  const bool signs = negative_share(H) > 0;
  std::vector<Topic> topics;
  for_each_row(H, [&](std::size_t k, std::span<const double> weights) {
    check_finite(weights, k, vocabulary);
    double sum = 0;
    for (const double weight : weights) sum += std::max(0.0, weight);
    topics.push_back({static_cast<std::int64_t>(k), documents[k] * sum,
                      top_terms(weights, vocabulary, count, signs)});
  });

  double total = 0;
  for (const Topic& topic : topics) total += topic.share;
  if (!std::isfinite(total)) throw ModelError("the topics' shares are not finite; fit again");
  for (Topic& topic : topics) topic.share = total > 0 ? topic.share / total : 0.0;
  std::stable_sort(topics.begin(), topics.end(),
                   [](const Topic& a, const Topic& b) { return a.share > b.share; });
  return topics;
}

std::int64_t empty_topics(const at::Tensor& W, const at::Tensor& H, double X_norm) {
  constexpr double kLost = 0x1p-52;
  std::vector<double> of_W(static_cast<std::size_t>(W.size(1)), 0.0);  // squares of the norms
  for_each_row(W, [&](std::size_t /*row*/, std::span<const double> weights) {
    for (std::size_t k = 0; k < of_W.size(); ++k) of_W[k] += weights[k] * weights[k];
  });
  std::int64_t empty = 0;
  for_each_row(H, [&](std::size_t k, std::span<const double> weights) {
    double of_H = 0;
    for (const double weight : weights) of_H += weight * weight;
    if (std::sqrt(of_W[k]) * std::sqrt(of_H) <= kLost * X_norm) ++empty;
  });
  return empty;
}

double negative_share(const at::Tensor& factor) {
  if (factor.numel() == 0) return 0;
  std::int64_t below = 0;
  for_each_row_block(factor, [&](std::int64_t /*first*/, const at::Tensor& block) {
    below += block.lt(0).count_nonzero().item<std::int64_t>();
  });
  return static_cast<double>(below) / static_cast<double>(factor.numel());
}

}  // namespace nmf
