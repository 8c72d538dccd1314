#include "nmf/factorization/dense_tensor.h"

#include <ATen/ops/zeros.h>

#include "nmf/factorization/device.h"
#include "nmf/factorization/dtype.h"

namespace nmf {
namespace {

template <typename T>
void scatter(const CsrMatrix<double>& X, T* out) {
  for (std::int64_t r = 0; r < X.rows; ++r) {
    const auto row = static_cast<std::size_t>(r);
    for (auto i = static_cast<std::size_t>(X.row_start[row]);
         i < static_cast<std::size_t>(X.row_start[row + 1]); ++i)
      out[r * X.columns + X.column[i]] = static_cast<T>(X.value[i]);
  }
}

}  // namespace

at::Tensor dense_tensor(const CsrMatrix<double>& X, const std::string& device, Dtype dtype) {
  at::Tensor out = at::zeros({X.rows, X.columns}, scalar_type(dtype));
  if (dtype == Dtype::float64)
    scatter(X, out.mutable_data_ptr<double>());
  else
    scatter(X, out.mutable_data_ptr<float>());
  return out.to(at::Device(resolve_device(device)));
}

}  // namespace nmf
