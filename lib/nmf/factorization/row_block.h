#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/factorization/cpu_buffer.h"
#include "nmf/factorization/kernels/kernels.h"

namespace nmf {

/// Some rows of X in the dtype of the factors.
template <typename T>
class RowBlock {
 public:
  RowBlock(const CsrMatrix<double>& X, std::int64_t begin, std::int64_t end) {
    const auto first = X.row_start.begin() + begin, last = X.row_start.begin() + end;
    for (auto start = first; start <= last; ++start) row_start_.push_back(*start - *first);
    column_ = X.column.data() + *first;
    value_.assign(X.value.begin() + *first, X.value.begin() + *last);
  }

  [[nodiscard]] std::int64_t rows() const { return std::ssize(row_start_) - 1; }
  [[nodiscard]] kernels::SparseRows<T> entries() const {
    return {row_start_.data(), column_, value_.data()};
  }
  [[nodiscard]] std::int64_t begin(std::int64_t row) const {
    return row_start_[static_cast<std::size_t>(row)];
  }
  [[nodiscard]] std::int64_t length(std::int64_t row) const { return begin(row + 1) - begin(row); }
  [[nodiscard]] const std::int32_t* columns(std::int64_t row) const { return column_ + begin(row); }
  [[nodiscard]] const T* values(std::int64_t row) const { return value_.data() + begin(row); }

 private:
  std::vector<std::int64_t> row_start_;
  const std::int32_t* column_;
  std::vector<T> value_;
};

/// An H that stays, as the solvers of rows need it.
template <typename T>
struct FixedH {
  std::int64_t terms = 0, K = 0;
  const T* Ht = nullptr;     ///< [terms, K]
  std::vector<double> gram;  ///< H H^T, [K, K]
  std::vector<double> sums;  ///< of H's rows, [K]; empty where the loss has no use for them
};

/// ||x - w H|| / ||x||; 0 where x is 0.
/// \param w  [K]
/// \param p  x H^T, [K]
template <typename T>
double relative_residual(const FixedH<T>& H, const RowBlock<T>& X, std::int64_t row,
                         const double* w, const T* p) {
  // Share of ||x||^2 below which what the three terms leave is too far from the truth.
  constexpr double kCancelled = sizeof(T) == 4 ? 1e-3 : 1e-9;
  double square = 0, inner = 0, model = 0;
  const T* x = X.values(row);
  for (std::int64_t i = 0; i < X.length(row); ++i)
    square += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  if (square == 0) return 0;
  std::vector<std::int32_t> entries;
  std::vector<double> weights;
  for (std::int64_t k = 0; k < H.K; ++k) {
    if (w[k] == 0) continue;
    entries.push_back(static_cast<std::int32_t>(k));
    weights.push_back(w[k]);
    inner += static_cast<double>(p[k]) * w[k];
  }
  const std::int64_t row_start[] = {0, std::ssize(entries)};
  std::vector<double> with_gram(static_cast<std::size_t>(kernels::padded(H.K)));
  kernels::table<double>().sparse_times_factor({row_start, entries.data(), weights.data()}, 0, 1,
                                               H.gram.data(), H.K, with_gram.data());
  for (std::int64_t k = 0; k < H.K; ++k) model += w[k] * with_gram[static_cast<std::size_t>(k)];
  double left = square - 2 * inner + model;
  if (left < kCancelled * square) {
    left = 0;
    std::int64_t i = 0;
    for (std::int64_t v = 0; v < H.terms; ++v) {
      const T* h = H.Ht + v * H.K;
      double difference = 0;
      if (i < X.length(row) && X.columns(row)[i] == v) difference = static_cast<double>(x[i++]);
      for (const std::int32_t k : entries) difference -= w[k] * static_cast<double>(h[k]);
      left += difference * difference;
    }
  }
  return std::sqrt(left / square);
}

}  // namespace nmf
