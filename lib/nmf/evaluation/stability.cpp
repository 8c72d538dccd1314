#include "nmf/evaluation/stability.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "nmf/core/csr_matrix.h"
#include "nmf/evaluation/assignment.h"
#include "nmf/evaluation/silhouette.h"
#include "nmf/factorization/operations.h"

namespace nmf {
namespace {

/// H with rows of length 1 (zeros stay), as a sparse matrix: most of it is zero.
template <typename T>
CsrMatrix<double> unit_topics(const at::Tensor& Ht) {
  const std::int64_t V = Ht.size(0), K = Ht.size(1);
  const T* h = Ht.const_data_ptr<T>();
  std::vector<double> scale(static_cast<std::size_t>(K), 0);
  for (std::int64_t v = 0; v < V; ++v)
    for (std::int64_t k = 0; k < K; ++k) {
      const auto x = static_cast<double>(h[v * K + k]);
      scale[static_cast<std::size_t>(k)] += x * x;
    }
  for (double& s : scale) s = s > 0 ? 1 / std::sqrt(s) : 0;

  CsrMatrix<double> terms;  // [V, K]
  terms.rows = V;
  terms.columns = K;
  for (std::int64_t v = 0; v < V; ++v) {
    for (std::int64_t k = 0; k < K; ++k) {
      const double x = static_cast<double>(h[v * K + k]) * scale[static_cast<std::size_t>(k)];
      if (x == 0) continue;
      terms.column.push_back(static_cast<std::int32_t>(k));
      terms.value.push_back(x);
    }
    terms.row_start.push_back(terms.stored());
  }
  return transposed(terms);
}

CsrMatrix<double> unit_topics_of(const at::Tensor& Ht) {
  return Ht.scalar_type() == at::kDouble ? unit_topics<double>(Ht) : unit_topics<float>(Ht);
}

/// Inner products of all topics of all fits, [n, n] row-major; topic k of fit f is f K + k.
class Cosines {
 public:
  Cosines(const std::vector<at::Tensor>& Ht, const Threads& threads)
      : K_(Ht.front().size(1)),
        n_(K_ * std::ssize(Ht)),
        values_(static_cast<std::size_t>(n_ * n_)) {
    std::vector<CsrMatrix<double>> fits;
    fits.reserve(Ht.size());
    for (const at::Tensor& factor : Ht) fits.push_back(unit_topics_of(factor));
    threads.for_each_block(n_, [&](std::int64_t i) { fill_row(fits, i); });
    for (std::int64_t i = 0; i < n_; ++i)
      for (std::int64_t j = 0; j < i; ++j) at(i, j) = at(j, i);
  }

  [[nodiscard]] std::int64_t topics() const { return K_; }
  [[nodiscard]] std::int64_t size() const { return n_; }
  [[nodiscard]] double operator()(std::int64_t i, std::int64_t j) const {
    return values_[static_cast<std::size_t>(i * n_ + j)];
  }

  /// The square of fits a and b, [K, K].
  [[nodiscard]] std::vector<double> between(std::int64_t a, std::int64_t b) const {
    std::vector<double> square;
    square.reserve(static_cast<std::size_t>(K_ * K_));
    for (std::int64_t i = 0; i < K_; ++i)
      for (std::int64_t j = 0; j < K_; ++j) square.push_back((*this)(a * K_ + i, b * K_ + j));
    return square;
  }

 private:
  double& at(std::int64_t i, std::int64_t j) {
    return values_[static_cast<std::size_t>(i * n_ + j)];
  }

  /// Topic i with itself and all that follow.
  void fill_row(const std::vector<CsrMatrix<double>>& fits, std::int64_t i) {
    const CsrMatrix<double>& own = fits[static_cast<std::size_t>(i / K_)];
    std::vector<double> topic(static_cast<std::size_t>(own.columns), 0);
    for_each_entry(own, i % K_, [&](std::size_t v, double x) { topic[v] = x; });
    for (std::int64_t j = i; j < n_; ++j) {
      double sum = 0;
      for_each_entry(fits[static_cast<std::size_t>(j / K_)], j % K_,
                     [&](std::size_t v, double x) { sum += topic[v] * x; });
      at(i, j) = sum;
    }
  }

  template <typename Use>
  static void for_each_entry(const CsrMatrix<double>& fit, std::int64_t topic, const Use& use) {
    const auto row = static_cast<std::size_t>(topic);
    for (auto e = static_cast<std::size_t>(fit.row_start[row]);
         e < static_cast<std::size_t>(fit.row_start[row + 1]); ++e)
      use(static_cast<std::size_t>(fit.column[e]), fit.value[e]);
  }

  std::int64_t K_, n_;
  std::vector<double> values_;
};

std::optional<double> silhouette_of(const Cosines& cosines,
                                    const std::vector<std::int64_t>& cluster) {
  std::vector<double> distance;
  distance.reserve(static_cast<std::size_t>(cosines.size() * cosines.size()));
  for (std::int64_t i = 0; i < cosines.size(); ++i)
    for (std::int64_t j = 0; j < cosines.size(); ++j)
      distance.push_back(
          std::sqrt(std::max(0.0, cosines(i, i) + cosines(j, j) - 2 * cosines(i, j))));
  return silhouette(distance, cluster);
}

}  // namespace

Stability stability_of(const std::vector<at::Tensor>& Ht, const Threads& threads) {
  if (Ht.size() < 2) throw std::invalid_argument("stability_of: needs two fits at least");
  const Cosines cosines(Ht, threads);
  const std::int64_t K = cosines.topics(), fits = std::ssize(Ht);
  std::vector<std::int64_t> cluster(static_cast<std::size_t>(cosines.size()));
  for (std::int64_t k = 0; k < K; ++k) cluster[static_cast<std::size_t>(k)] = k;

  double sum = 0;
  for (std::int64_t a = 0; a < fits; ++a) {
    for (std::int64_t b = a + 1; b < fits; ++b) {
      const std::vector<double> square = cosines.between(a, b);
      const std::vector<std::int64_t> match = best_assignment(square, K);
      for (std::int64_t k = 0; k < K; ++k) {
        const std::int64_t other = match[static_cast<std::size_t>(k)];
        sum += square[static_cast<std::size_t>(k * K + other)];
        if (a == 0) cluster[static_cast<std::size_t>(b * K + other)] = k;
      }
    }
  }
  const std::int64_t pairs = fits * (fits - 1) / 2;
  return {std::min(1.0, sum / static_cast<double>(pairs * K)), silhouette_of(cosines, cluster)};
}

}  // namespace nmf
