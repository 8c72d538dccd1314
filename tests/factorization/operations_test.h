#pragma once

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "nmf/factorization/operations.h"
#include "tests/support/random_matrix.h"

namespace nmf::test {

/// Every operation of `ops` against dense float64 algebra on the CPU.
inline void expect_operations(const Operations& ops, const CsrMatrix<double>& X, std::int64_t K,
                              Dtype dtype, const std::string& device) {
  SCOPED_TRACE(testing::Message() << X.rows << " x " << X.columns << ", K " << K);
  const auto type = dtype == Dtype::float64 ? at::kDouble : at::kFloat;
  const double tolerance = dtype == Dtype::float64 ? 1e-13 : 2e-6;
  at::Tensor dense = at::zeros({X.rows, X.columns}, at::kDouble);
  for (std::int64_t r = 0; r < X.rows; ++r)
    for (auto i = X.row_start[static_cast<std::size_t>(r)];
         i < X.row_start[static_cast<std::size_t>(r) + 1]; ++i)
      dense[r][X.column[static_cast<std::size_t>(i)]] = X.value[static_cast<std::size_t>(i)];
  const auto near = [&](const at::Tensor& got, const at::Tensor& expected, const char* what,
                        double terms = 1.0) {
    const double scale = std::max(terms, expected.abs().max().item<double>());
    EXPECT_LE((got.cpu().to(at::kDouble) - expected).abs().max().item<double>(), tolerance * scale)
        << what;
  };
  at::manual_seed(11);
  const at::Tensor F[2] = {at::randn({X.rows, K}, at::kDouble).to(type),
                           at::randn({X.columns, K}, at::kDouble).to(type)};
  const at::Tensor A[2] = {dense, dense.t()};
  for (const int side : {0, 1}) {
    const auto which = side == 0 ? Operations::Side::documents : Operations::Side::terms;
    const at::Tensor mine = F[side].to(at::Device(device));
    const at::Tensor other = F[1 - side].to(at::Device(device));
    const at::Tensor f = F[side].to(at::kDouble), o = F[1 - side].to(at::kDouble);
    const auto sums = ops.gram(mine);
    near(sums.gram, at::matmul(f.t(), f), "gram");
    near(sums.negative, at::clamp(-f, 0).sum(), "negative");
    const at::Tensor P = ops.product(which, other);
    const at::Tensor product = at::matmul(A[side], o);
    near(P.narrow(1, 0, K), product, "product");
    EXPECT_EQ(P.narrow(1, K, P.size(1) - K).abs().sum().item<double>(), 0) << "padding";
    // Terms of both signs cancel: what counts is the sum of their sizes.
    near(ops.inner(P, mine), (product * f).sum(), "inner",
         (product * f).abs().sum().item<double>());
    const at::Tensor G = ops.gram(other).gram;
    const at::Tensor expected =
        0.3 * (at::matmul(f, G.cpu()) - product) - 0.01 * at::le(f, 0).to(at::kDouble);
    near(ops.gradient(which, mine, G, other, P, 0.3, 0.01), expected, "gradient");
    near(ops.gradient(which, mine, G, other, at::Tensor(), 0.3, 0.01), expected, "gradient alone");
  }
  const at::Tensor seen = dense.to(type).to(at::kDouble);  // X as the operations round it
  const double expected =
      at::norm(seen - at::matmul(F[0].to(at::kDouble), F[1].to(at::kDouble).t())).item<double>();
  EXPECT_NEAR(ops.residual(F[0].to(at::Device(device)), F[1].to(at::Device(device))) / expected, 1,
              1e-13)
      << "residual";
}

inline const std::int64_t kShapes[][3] = {
    {1, 1, 1}, {3, 5, 2}, {40, 700, 16}, {700, 40, 17}, {257, 513, 100}};

}  // namespace nmf::test
