#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

#include "nmf/core/csr_matrix.h"

namespace nmf {

/// The 99th percentile of ||x - w H|| / ||x|| over the rows of X that are not 0, as NumPy's
/// `percentile` interpolates; none where all are 0. What `transform` holds a new document against.
/// \param W  [D, K]; \param H  [K, V], of the same dtype, on any device
std::optional<double> residual_p99(const CsrMatrix<double>& X, const at::Tensor& W,
                                   const at::Tensor& H, int threads);

}  // namespace nmf
