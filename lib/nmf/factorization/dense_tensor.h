#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "nmf/core/csr_matrix.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// X as a dense tensor [D, V] on a device, the notebook's
/// `torch.from_numpy(X.todense()).float().to(device)`. Takes D V elements.
/// \param device  a name that resolve_device takes: auto, cpu, cuda, cuda:n
at::Tensor dense_tensor(const CsrMatrix<double>& X, const std::string& device = "cpu",
                        Dtype dtype = Dtype::float32);

}  // namespace nmf
