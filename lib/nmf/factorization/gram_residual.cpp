#include "nmf/factorization/gram_residual.h"

#include <cmath>

namespace nmf {
namespace {

/// Share of ||X||^2 below which the three terms cancel too far; see objective.h. What is left above
/// it: the terms carry a relative error of about 1e-16 in float64, and of 1e-8 through the float32
/// block sums of the kernels.
double cancellation_limit(Dtype dtype) { return dtype == Dtype::float64 ? 1e-8 : 1e-4; }

}  // namespace

double squared_norm(const CsrMatrix<double>& X, Dtype dtype) {
  double sum = 0;
  for (const double value : X.value) {
    const double seen =
        dtype == Dtype::float64 ? value : static_cast<double>(static_cast<float>(value));
    sum += seen * seen;
  }
  return sum;
}

double residual_of(double square, double squared_norm, Dtype dtype, const Operations& operations,
                   const at::Tensor& F, const at::Tensor& Ht) {
  if (square < cancellation_limit(dtype) * squared_norm) return operations.residual(F, Ht);
  return std::sqrt(square);
}

}  // namespace nmf
