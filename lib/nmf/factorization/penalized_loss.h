#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "nmf/factorization/operations.h"
#include "nmf/factorization/solver.h"

namespace nmf {

/// Both factors, row by row.
struct Pair {
  at::Tensor W;   ///< [D, K]
  at::Tensor Ht;  ///< H transposed, [V, K]
};

/// Sum of all of W H, from the column sums of W and of H transposed.
double sum_of_product(const at::Tensor& sums_W, const at::Tensor& sums_H);

/// scikit-learn's objective, which the non-negative solvers minimize over W, H >= 0:
///
///     d(X, W H) + V alpha_W (l1_ratio |W|_1 + (1 - l1_ratio) ||W||^2 / 2)
///               + D alpha_H (l1_ratio |H|_1 + (1 - l1_ratio) ||H||^2 / 2)
///
/// with d = ||X - W H||^2 / 2, or the Kullback-Leibler divergence sum of x log(x / wh) - x + wh.
class PenalizedLoss {
 public:
  explicit PenalizedLoss(const Problem& problem);

  [[nodiscard]] const Operations& operations() const { return *operations_; }
  [[nodiscard]] const Operations::Penalty& of_w() const { return of_W_; }
  [[nodiscard]] const Operations::Penalty& of_h() const { return of_H_; }

  [[nodiscard]] at::Tensor gram(const at::Tensor& F) const { return operations_->gram(F).gram; }
  [[nodiscard]] at::Tensor column_sums(const at::Tensor& F) const {
    return operations_->column_sums(F);
  }

  struct Measured {
    Iteration iteration;  ///< loss and residual
    double error = 0;     ///< sqrt(2 d), what scikit-learn calls the error
  };

  /// \param total  sum of all of W H; for the divergence alone
  [[nodiscard]] Measured measure(const Pair& at, const at::Tensor& gram_W, const at::Tensor& gram_H,
                                 const Operations::Stored& stored, double total) const;
  [[nodiscard]] Measured measure(const Pair& at) const;

  /// See Iteration::kkt_residual.
  [[nodiscard]] double kkt_residual(const Pair& at) const;

 private:
  [[nodiscard]] double cost(const at::Tensor& F, const at::Tensor& gram,
                            Operations::Penalty penalty) const;

  bool divergence_;
  Dtype dtype_;
  std::unique_ptr<Operations> operations_;
  double squared_norm_;
  Operations::Penalty of_W_, of_H_;
};

}  // namespace nmf
