#pragma once

#include "nmf/core/csr_matrix.h"
#include "nmf/factorization/operations.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// ||X||^2 of X as a fit sees it: its values rounded to the factors' dtype.
double squared_norm(const CsrMatrix<double>& X, Dtype dtype);

/// ||X - W H||_F from its square, which came from ||X||^2 - 2 <X H^T, W> + <W^T W, H H^T>. Where
/// the three terms cancel too far, it is computed anew from row blocks (Operations::residual).
/// \param F  W, [D, K]; \param Ht  H transposed, [V, K]
double residual_of(double square, double squared_norm, Dtype dtype, const Operations& operations,
                   const at::Tensor& F, const at::Tensor& Ht);

}  // namespace nmf
