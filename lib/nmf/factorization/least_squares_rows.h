#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "nmf/factorization/active_set.h"
#include "nmf/factorization/cpu_buffer.h"
#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/row_block.h"
#include "nmf/factorization/row_solver.h"
#include "nmf/factorization/sweep_gram.h"

namespace nmf {

/// Minimizes the squared error: some sweeps of coordinate descent over many rows at once say which
/// entries of a row are likely to be above 0, the active-set method starts there.
template <typename T>
class LeastSquaresRows {
 public:
  LeastSquaresRows(const FixedH<T>& H, const RowObjective& objective)
      : H_(H),
        objective_(objective),
        hessian_(with_l2(H, objective.l2)),
        sweeps_of_(H.gram.data(), H.K, {objective.l1, objective.l2}),
        active_set_(hessian_.data(), H.K, objective.negative_price) {}

  /// \param p  x H^T of the rows, padded \param w  [rows, K]
  void solve(const RowBlock<T>& X, const T* p, double* w) const {
    const std::int64_t K = H_.K, stride = kernels::padded(K);
    ActiveSet active_set = active_set_;
    std::vector<double> wanted(static_cast<std::size_t>(K));
    if (objective_.negative_price == std::numeric_limits<double>::infinity()) sweep(X, p, w);
    for (std::int64_t r = 0; r < X.rows(); ++r) {
      for (std::int64_t k = 0; k < K; ++k)
        wanted[static_cast<std::size_t>(k)] =
            static_cast<double>(p[r * stride + k]) - objective_.l1;
      active_set.solve(wanted.data(), w + r * K);
    }
  }

 private:
  static constexpr std::int64_t kSweeps = 8;

  static std::vector<double> with_l2(const FixedH<T>& H, double l2) {
    std::vector<double> hessian = H.gram;
    for (std::int64_t k = 0; k < H.K; ++k) hessian[static_cast<std::size_t>(k * (H.K + 1))] += l2;
    return hessian;
  }

  void sweep(const RowBlock<T>& X, const T* p, double* w) const {
    const std::int64_t K = H_.K, stride = kernels::padded(K);
    const kernels::SweepRules<T> rules = {sweeps_of_.negative.data(), sweeps_of_.inverse.data(),
                                          static_cast<T>(objective_.l1), kSweeps};
    const Buffer<T> rows(kernels::kSweepRows * K), scratch(2 * K * kernels::kSweepRows);
    double violation = 0;
    for (std::int64_t r = 0; r < X.rows(); r += kernels::kSweepRows) {
      const std::int64_t count = std::min(kernels::kSweepRows, X.rows() - r);
      std::fill_n(rows.data(), count * K, T(0));
      table_.sweep_rows(rows.data(), count, K, p + r * stride, rules, scratch.data(), &violation,
                        rows.data());
      std::copy_n(rows.data(), count * K, w + r * K);
    }
  }

  const FixedH<T>& H_;
  RowObjective objective_;
  std::vector<double> hessian_;  // G + l2, [K, K]
  SweepGram<T> sweeps_of_;
  ActiveSet active_set_;
  const kernels::Table<T>& table_ = kernels::table<T>();
};

}  // namespace nmf
