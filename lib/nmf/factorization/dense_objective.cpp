#include <ATen/ATen.h>

#include "nmf/factorization/dense_tensor.h"
#include "nmf/factorization/objective.h"

namespace nmf {
namespace {

/// torch.norm(difference), right on every device: `torch.norm` itself keeps one float32 sum per
/// SIMD lane on the CPU and is off by 0.4 % for the notebook's 54 million entries. Row norms are
/// short sums; their own norm is taken in float64.
at::Tensor frobenius_norm(const at::Tensor& difference) {
  return at::norm(at::norm(difference, 2, {1}).to(at::kDouble)).to(difference.scalar_type());
}

/// torch.clamp(-factor, min=0).mean() by rows, whose order of summation does not depend on the
/// number of threads as that of a mean over everything does.
at::Tensor mean_negative(const at::Tensor& factor) {
  const at::Tensor rows = at::clamp(-factor, 0).mean(at::IntArrayRef{1});
  return rows.to(at::kDouble).mean().to(factor.scalar_type());
}

class DenseObjective final : public Objective {
 public:
  DenseObjective(at::Tensor X, double weight) : X_(std::move(X)), weight_(weight) {}

  Evaluation evaluate(const at::Tensor& W, const at::Tensor& H) const override {
    const at::Tensor residual = frobenius_norm(X_ - at::matmul(W, H));
    const at::Tensor negative = mean_negative(W) + mean_negative(H);
    return {residual + weight_ * negative, residual.item<double>(), negative.item<double>()};
  }

 private:
  at::Tensor X_;  // [D, V]
  double weight_;
};

}  // namespace

std::unique_ptr<Objective> make_dense_objective(const CsrMatrix<double>& X, Dtype dtype,
                                                const std::string& device, double weight) {
  return std::make_unique<DenseObjective>(dense_tensor(X, device, dtype), weight);
}

}  // namespace nmf
