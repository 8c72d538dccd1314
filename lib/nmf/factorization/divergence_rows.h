#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "nmf/factorization/cpu_buffer.h"
#include "nmf/factorization/divergence_row.h"
#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/newton_scratch.h"
#include "nmf/factorization/operations.h"
#include "nmf/factorization/row_block.h"
#include "nmf/factorization/row_solver.h"

namespace nmf {

/// Minimizes the Kullback-Leibler divergence: some sweeps of coordinate descent over kPanel rows at
/// once bring a row near its minimum, DivergenceRow goes to it.
template <typename T>
class DivergenceRows {
 public:
  DivergenceRows(const FixedH<T>& H, const RowObjective& objective) : H_(H), l2_(objective.l2) {
    for (const double sum : H.sums) prices_.push_back(sum + objective.l1);
    rounded_.assign(prices_.begin(), prices_.end());
  }

  /// \param w  [rows, K]
  void solve(const RowBlock<T>& X, const T* /*p*/, double* w) const {
    std::vector<std::int64_t> order(static_cast<std::size_t>(X.rows()));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::int64_t a, std::int64_t b) { return X.length(a) > X.length(b); });
    NewtonScratch<T> scratch;
    for (auto rest = std::span<const std::int64_t>(order); !rest.empty();) {
      const bool alone = X.length(rest[0]) > kLongRow;
      const auto count = alone ? 1 : std::min<std::size_t>(kernels::kPanel, rest.size());
      solve_together(X, rest.first(count), alone, scratch, w);
      rest = rest.subspan(count);
    }
    DivergenceRow<T> newton(prices_, l2_, Operations::kEpsilon);
    std::vector<double> x;
    std::vector<const T*> h;
    for (std::int64_t r = 0; r < X.rows(); ++r) {
      x.assign(X.values(r), X.values(r) + X.length(r));
      h.clear();
      for (std::int64_t i = 0; i < X.length(r); ++i) h.push_back(H_.Ht + X.columns(r)[i] * H_.K);
      newton.solve(x, h, w + r * H_.K);
    }
  }

 private:
  static constexpr std::int64_t kLongRow = 256;  // stored entries from which on a row is alone
  static constexpr std::int64_t kSweeps = 16;

  void solve_together(const RowBlock<T>& X, std::span<const std::int64_t> rows, bool alone,
                      NewtonScratch<T>& scratch, double* w) const {
    const std::int64_t K = H_.K, longest = X.length(rows[0]);
    const kernels::NewtonLanes<T> lanes =
        scratch.lanes(alone ? blocks(longest, kernels::kPanel) : longest, K);
    const kernels::NewtonRules<T> rules = {rounded_.data(), static_cast<T>(l2_),
                                           static_cast<T>(Operations::kEpsilon),
                                           Operations::kLeast<T>, kSweeps};
    for (std::int64_t lane = 0; lane < std::ssize(rows); ++lane)
      lay_out(X, rows[static_cast<std::size_t>(lane)], lane, alone, scratch, lanes);
    T violation[kernels::kPanel] = {};
    (alone ? table_.newton_row : table_.newton_rows)(lanes, K, rules, scratch.panel.data(),
                                                     violation);
    for (std::int64_t lane = 0; lane < std::ssize(rows); ++lane) {
      double* to = w + rows[static_cast<std::size_t>(lane)] * K;
      for (std::int64_t k = 0; k < K; ++k)
        to[k] = static_cast<double>(lanes.F[k * kernels::kPanel + lane]);
    }
  }

  /// A row's entries and where it starts: the same part of x from every component.
  void lay_out(const RowBlock<T>& X, std::int64_t row, std::int64_t lane, bool alone,
               NewtonScratch<T>& scratch, const kernels::NewtonLanes<T>& lanes) const {
    const std::int64_t K = H_.K, step = alone ? 1 : kernels::kPanel;
    double total = 0;
    for (std::int64_t i = 0; i < X.length(row); ++i) total += static_cast<double>(X.values(row)[i]);
    std::vector<T> start(static_cast<std::size_t>(K), T(0));
    for (std::int64_t k = 0; k < K; ++k) {
      const auto at = static_cast<std::size_t>(k);
      if (H_.sums[at] > 0) start[at] = static_cast<T>(total / static_cast<double>(K) / H_.sums[at]);
      for (std::int64_t l = lane; l < (alone ? kernels::kPanel : lane + 1); ++l)
        lanes.F[k * kernels::kPanel + l] = start[at];
    }
    std::vector<T> wh(static_cast<std::size_t>(X.length(row)));
    const std::int64_t whole[] = {0, X.length(row)};
    table_.stored_products({whole, X.columns(row), X.values(row)}, 0, 1, start.data(), H_.Ht, K,
                           wh.data());
    for (std::int64_t i = 0; i < X.length(row); ++i) {
      const auto at = static_cast<std::size_t>(i * step + lane);
      scratch.other[at] = H_.Ht + X.columns(row)[i] * K;
      scratch.x[at] = X.values(row)[i];
      scratch.wh[at] = wh[static_cast<std::size_t>(i)];
    }
  }

  const FixedH<T>& H_;
  double l2_;
  std::vector<double> prices_;  // sums + l1
  std::vector<T> rounded_;
  const kernels::Table<T>& table_ = kernels::table<T>();
};

}  // namespace nmf
