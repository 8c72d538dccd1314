#include <ATen/ATen.h>

#include <algorithm>

#include "nmf/factorization/dtype.h"
#include "nmf/factorization/operations.h"

namespace nmf {
namespace {

/// Rows of a factor whose products are summed in its own dtype before float64 takes over, as in the
/// CPU kernels.
constexpr std::int64_t kRows = 128;
/// Elements of partial Gram matrices that may be alive at once (64 MiB in float32).
constexpr std::int64_t kPartialElements = std::int64_t{1} << 24;

at::Tensor csr_tensor(const CsrMatrix<double>& A, Dtype dtype, const std::string& device) {
  const auto copy = [&](const auto& values, at::ScalarType from) {
    return at::from_blob(const_cast<void*>(static_cast<const void*>(values.data())),
                         {static_cast<std::int64_t>(values.size())}, at::TensorOptions(from));
  };
  // cuSPARSE and MKL both want 32-bit indices.
  const at::Tensor start = copy(A.row_start, at::kLong).to(at::Device(device), at::kInt);
  const at::Tensor column = copy(A.column, at::kInt).to(at::Device(device), at::kInt, false, true);
  const at::Tensor value =
      copy(A.value, at::kDouble).to(at::Device(device), scalar_type(dtype), false, true);
  return at::sparse_csr_tensor(start, column, value, {A.rows, A.columns},
                               value.options().layout(at::kSparseCsr));
}

class AtenOperations final : public Operations {
 public:
  AtenOperations(const CsrMatrix<double>& X, Dtype dtype, const std::string& device)
      : X_(csr_tensor(X, dtype, device)), Xt_(csr_tensor(transposed(X), dtype, device)) {}

  GramSums gram(const at::Tensor& F) const override {
    const std::int64_t rows = F.size(0), K = F.size(1), whole = rows / kRows;
    at::Tensor sum = at::zeros({K, K}, F.options().dtype(at::kDouble));
    const std::int64_t step = std::max<std::int64_t>(1, kPartialElements / (K * K));
    for (std::int64_t first = 0; first < whole; first += step) {
      const std::int64_t count = std::min(step, whole - first);
      const at::Tensor block = F.narrow(0, first * kRows, count * kRows).view({count, kRows, K});
      sum += at::bmm(block.transpose(1, 2), block).sum({0}, false, at::kDouble);
    }
    const at::Tensor rest = F.narrow(0, whole * kRows, rows - whole * kRows);
    sum += at::mm(rest.t(), rest);
    return {sum, at::clamp(-F, 0).sum(at::kDouble)};
  }

  at::Tensor product(Side side, const at::Tensor& F) const override {
    return at::mm(matrix(side), F);
  }

  at::Tensor inner(const at::Tensor& P, const at::Tensor& F) const override {
    return (P * F).sum(at::kDouble);
  }

  at::Tensor gradient(Side side, const at::Tensor& F, const at::Tensor& G, const at::Tensor& other,
                      const at::Tensor& P, double scale, double slope) const override {
    const at::Tensor sparse = P.defined() ? P : product(side, other);
    at::Tensor gradient =
        at::addmm(sparse, F, G.to(F.scalar_type()), /*beta=*/-scale, /*alpha=*/scale);
    return slope == 0 ? gradient : gradient.sub_(at::le(F, 0).to(F.scalar_type()), slope);
  }

 private:
  const at::Tensor& matrix(Side side) const { return side == Side::documents ? X_ : Xt_; }

  at::Tensor X_, Xt_;  // CSR, [D, V] and [V, D]
};

}  // namespace

std::unique_ptr<Operations> make_aten_operations(const CsrMatrix<double>& X, Dtype dtype,
                                                 const std::string& device) {
  return std::make_unique<AtenOperations>(X, dtype, device);
}

}  // namespace nmf
