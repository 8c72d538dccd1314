#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// What an objective says about a pair of factors.
struct Evaluation {
  at::Tensor loss;      ///< [] in the factors' dtype, on their device; differentiable in W and H
  double residual = 0;  ///< ||X - W H||_F
  double penalty = 0;   ///< mean(max(-W, 0)) + mean(max(-H, 0))
};

/// The notebook's loss as a differentiable function of W and H:
///
///     ||X - W H||_F + weight (mean(max(-W, 0)) + mean(max(-H, 0)))
///
/// There are two forms, equal up to rounding; whoever minimizes does not know which one it has.
/// At an entry that is exactly 0 the penalty's slope is that of a negative entry, as
/// `torch.clamp(-W, min=0)` has it up to LibTorch 2.13.
class Objective {
 public:
  virtual ~Objective() = default;

  /// \param W [D, K], \param H [K, V], of the objective's dtype and device
  virtual Evaluation evaluate(const at::Tensor& W, const at::Tensor& H) const = 0;
};

/// The notebook's own expression on the dense X: O(D V K) work, four to five D x V matrices of
/// memory.
std::unique_ptr<Objective> make_dense_objective(const CsrMatrix<double>& X, Dtype dtype,
                                                const std::string& device, double weight);

/// ||X - W H||^2 = ||X||^2 - 2 <X H^T, W> + <W^T W, H H^T>: neither X nor W H is formed densely.
/// O((stored + (D + V) K) K) work, memory linear in stored values + K (D + V) + K^2.
///
/// Near an exact fit the three terms cancel. Where their sum is below a share of ||X||^2 - 1e-4 in
/// float32, whose sums carry 1e-8 of it, and 1e-8 in float64 - the residual is computed anew, on
/// the same device, from row blocks of X - W H in float64: with a residual below 1 % (0.01 %) of
/// ||X||, an evaluation also costs the dense form's O(D V K), but not its memory. There the loss
/// is right to float64 rounding; just above the switch to about 1e-4 (1e-8) of itself.
/// \param threads  kept by reference; must outlive the objective
std::unique_ptr<Objective> make_gram_objective(const CsrMatrix<double>& X, Dtype dtype,
                                               const std::string& device, double weight,
                                               const Threads& threads);

}  // namespace nmf
