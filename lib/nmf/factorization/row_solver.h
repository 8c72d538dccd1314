#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// What each row w of W minimizes for an H that stays, x being its row of X:
///
///     d(x, w H) + l1 |w|_1 + l2 ||w||^2 / 2 + negative_price * sum of max(-w, 0)
///
/// with d = ||x - w H||^2 / 2 or the Kullback-Leibler divergence.
struct RowObjective {
  BetaLoss beta_loss = BetaLoss::frobenius;
  double l1 = 0, l2 = 0;
  /// Infinity: no entry of w is below 0. Else for the squared error alone.
  double negative_price = std::numeric_limits<double>::infinity();
};

/// What W minimizes in a fit.
///
/// hals, mu, scd: scikit-learn's objective is a sum over documents. adam with projection: the
/// squared error over w >= 0, whose minimum is that of its norm. adam without takes the norm of all
/// of X - W H and the mean of the negative entries, so its documents are not independent; but W is
/// stationary just where each row minimizes ||x - w H||^2 / 2 + negative_price * sum of max(-w, 0)
/// with negative_price = penalty * ||X - W H|| / (D K), and that can be asked of other documents.
/// \param residual  ||X - W H|| of the fit
RowObjective row_objective(const FactorizationOptions& options, std::int64_t documents,
                           std::int64_t terms, double residual);

struct SolvedRows {
  at::Tensor W;                  ///< [rows, K] of H's dtype, on the CPU
  std::vector<double> residual;  ///< [rows] ||x - w H|| / ||x||; 0 where x is 0
};

/// Finds the rows of W for an H that stays, each to its optimum, on the CPU.
///
/// A row depends on its x alone, to the bit: neither on the rows beside it nor on threads. What is
/// left to the optimum is rounding: x H^T is summed in H's dtype, all else in float64 (ActiveSet,
/// DivergenceRow), but for the result.
class RowSolver {
 public:
  virtual ~RowSolver() = default;

  /// Rows [begin, end) of X, on the calling thread; several may call at once.
  /// \param X    [any, V], finite; without a price of negative entries >= 0
  /// \param out  [at least end rows] W of H's dtype, contiguous; residual
  virtual void solve(const CsrMatrix<double>& X, std::int64_t begin, std::int64_t end,
                     SolvedRows& out) const = 0;

  /// The residuals of rows [begin, end) for the W that `rows` has.
  virtual void measure(const CsrMatrix<double>& X, std::int64_t begin, std::int64_t end,
                       SolvedRows& rows) const = 0;

  /// Room for so many rows.
  [[nodiscard]] virtual SolvedRows make_rows(std::int64_t rows) const = 0;
};

/// \param H  [K, V] float32 or float64, on any device; finite
std::unique_ptr<RowSolver> make_row_solver(const at::Tensor& H, const RowObjective& objective,
                                           const Threads& threads);

/// All rows of X.
SolvedRows solve_rows(const RowSolver& solver, const CsrMatrix<double>& X, const Threads& threads);

}  // namespace nmf
