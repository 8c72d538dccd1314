#include "nmf/evaluation/held_out.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>

#include "nmf/core/parallel.h"
#include "nmf/evaluation/sub_matrix.h"
#include "nmf/factorization/gram_residual.h"
#include "nmf/factorization/operations.h"
#include "nmf/factorization/row_solver.h"

namespace nmf {
namespace {

using Side = Operations::Side;

/// The rows w >= 0 that minimize ||A - W H||^2. [rows of A, K]
/// \param H  [K, columns of A], fixed
at::Tensor solved_rows(const CsrMatrix<double>& A, const at::Tensor& H, const Threads& threads) {
  return solve_rows(*make_row_solver(H, RowObjective{}, threads), A, threads).W;
}

at::Tensor on_cpu(const at::Tensor& F) { return F.detach().cpu().contiguous(); }

/// 1 for the components with more than a share of ||D||^2 that float32 can just tell from none,
/// else 0: what is below fits rounding, and weights that are solved for it have no bounds. [K]
/// \param Ht  H transposed, [terms of D, K]
at::Tensor seen(const at::Tensor& W, const at::Tensor& Ht, double squared_norm) {
  const auto squares = [](const at::Tensor& F) {
    return at::sum(at::square(F.to(at::kDouble)), 0);
  };
  return at::gt(squares(W) * squares(Ht), 0x1p-23 * squared_norm).to(W.scalar_type());
}

}  // namespace

HeldOutBlocks held_out_blocks(const CsrMatrix<double>& X, const HeldOutPlan& plan,
                              std::int32_t fold) {
  const auto round = static_cast<std::uint32_t>(fold / plan.parts);
  const std::int32_t part = fold % plan.parts;
  // Two cuts a round, each with a seed of its own.
  const Parts documents = random_parts(X.rows, plan.parts, plan.seed + 2 * round);
  const Parts terms = random_parts(X.columns, plan.parts, plan.seed + 2 * round + 1);
  const Choice rows{documents, part, true}, other_rows{documents, part, false};
  const Choice columns{terms, part, true}, other_columns{terms, part, false};
  return {sub_matrix(X, rows, columns), sub_matrix(X, rows, other_columns),
          sub_matrix(X, other_rows, columns), sub_matrix(X, other_rows, other_columns)};
}

HeldOutError held_out_error(const HeldOutBlocks& blocks, const FactorizationOptions& options,
                            const std::string& device, int threads_wanted,
                            const IterationCallback& callback) {
  const Factorization fit = factorize(blocks.D, options, device, threads_wanted, callback);
  at::Tensor W_D = on_cpu(fit.W), Ht_D = on_cpu(fit.H.t());
  const at::Tensor kept = seen(W_D, Ht_D, squared_norm(blocks.D, options.dtype));
  W_D = W_D * kept;
  Ht_D = Ht_D * kept;
  const Threads threads(threads_wanted);
  const at::Tensor W_B = solved_rows(blocks.B, Ht_D.t(), threads);
  const at::Tensor Ht_C = solved_rows(transposed(blocks.C), W_D.t(), threads);

  const auto of_A = make_cpu_operations(blocks.A, options.dtype, threads);
  const double norm = squared_norm(blocks.A, options.dtype);
  const double inner = of_A->inner(of_A->product(Side::documents, Ht_C), W_B).item<double>();
  const double model = of_A->inner(of_A->gram(W_B).gram, of_A->gram(Ht_C).gram).item<double>();
  return {std::max(0.0, norm - 2 * inner + model), norm};
}

}  // namespace nmf
