#pragma once

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "nmf/factorization/operations.h"
#include "tests/support/random_matrix.h"

namespace nmf::test {

/// Those that take factors >= 0, against loops over the columns in float64.
template <typename Near>
void expect_non_negative_operations(const Operations& ops, Operations::Side side,
                                    const at::Tensor& F, const at::Tensor& other,
                                    const at::Tensor& A, const Near& near) {
  const auto wide = [](const at::Tensor& tensor) { return tensor.cpu().to(at::kDouble); };
  const Operations::Penalty penalty = {0.07, 0.4};
  const at::Tensor G = ops.gram(other).gram;
  const std::int64_t K = F.size(1);
  const at::Tensor hessian = wide(G) + penalty.l2 * at::eye(K, at::kDouble);
  const at::Tensor product = at::matmul(A, wide(other));
  at::Tensor f = wide(F).clone();
  double violation = 0;
  for (int sweep = 0; sweep < 2; ++sweep) {
    for (std::int64_t k = 0; k < K; ++k) {
      const at::Tensor descent =
          product.select(1, k) - penalty.l1 - at::mv(f, hessian.select(1, k));
      const at::Tensor x = f.select(1, k);
      if (sweep == 0)
        violation += at::where(at::gt(x, 0), descent.abs(), at::clamp(descent, 0))
                         .sum()
                         .template item<double>();
      x.copy_(at::clamp(x + descent / hessian[k][k], 0));
    }
  }
  const at::Tensor before = F.clone();
  const auto swept = ops.sweep(side, F, G, other, penalty, 2, true);
  EXPECT_TRUE(at::equal(F, before)) << "where a sweep starts stays as it is for who holds it";
  EXPECT_TRUE(at::equal(ops.sweep(side, F.clone(), G, other, penalty, 2, true).F, swept.F));
  EXPECT_GE(swept.F.min().template item<double>(), 0);
  near(swept.F, f, "sweep", static_cast<double>(K));
  near(at::scalar_tensor(swept.violation, at::kDouble), at::scalar_tensor(violation, at::kDouble),
       "violation", 10.0 * static_cast<double>(f.numel()));
  near(at::scalar_tensor(swept.inner, at::kDouble), (product * wide(swept.F)).sum(), "inner",
       (product * wide(swept.F)).abs().sum().template item<double>());

  // A component next to nothing: what it would be divided by has no inverse in float32.
  at::Tensor faint = other.clone();
  faint.select(1, 0).mul_(F.scalar_type() == at::kDouble ? 1e-150 : 1e-18);
  const auto beside = ops.sweep(side, F, ops.gram(faint).gram, faint, {}, 2, true);
  EXPECT_TRUE(at::isfinite(beside.F).all().template item<bool>());
  EXPECT_TRUE(at::equal(beside.F.select(1, 0), F.select(1, 0)));

  const at::Tensor gradient = at::matmul(wide(F), hessian) - product + penalty.l1;
  const at::Tensor projected = at::where(at::gt(wide(F), 0), gradient, at::clamp_max(gradient, 0));
  const auto norms = ops.gradient_norms(side, F, G, other, penalty);
  const auto squares = [](const at::Tensor& a) { return a.square().sum(0); };
  near(norms.projected, squares(projected), "projected gradient");
  near(norms.data, squares(product), "data gradient");
  near(ops.extrapolated(F, other.new_full(F.sizes(), 0.25), 0.5, {}),
       at::clamp(wide(F) + 0.5 * (wide(F) - 0.25), 0), "extrapolated");
  const at::Tensor scale = at::linspace(0.5, 2, K, at::kDouble).unsqueeze(0),
                   last = at::flip(F, {0}).contiguous();
  near(ops.extrapolated(F, last, 0.5, scale.to(F.device())),
       at::clamp(wide(F) + 0.5 * (wide(F) - wide(last) * scale), 0),
       "extrapolated from a scaled one");
  near(at::scalar_tensor(ops.sum(F), at::kDouble), wide(F).sum(), "sum",
       static_cast<double>(F.numel()));
}

/// Multiplicative updates and what the divergence needs, against dense algebra.
template <typename Near>
void expect_multiplicative_operations(const Operations& ops, Operations::Side side,
                                      const at::Tensor& F, const at::Tensor& other,
                                      const at::Tensor& A, const Near& near) {
  const auto wide = [](const at::Tensor& tensor) { return tensor.cpu().to(at::kDouble); };
  const auto scalar = [](double value) { return at::scalar_tensor(value, at::kDouble); };
  const Operations::Penalty penalty = {0.07, 0.4};
  const at::Tensor f = wide(F), o = wide(other), before = F.clone();
  const at::Tensor product = at::matmul(A, o), wh = at::matmul(f, o.t());
  const double size = 1 + A.abs().sum().template item<double>();

  const auto squared = ops.multiplied(side, F, ops.gram(other).gram, other, penalty);
  near(squared.F,
       f * (product / (at::matmul(f, at::matmul(o.t(), o)) + penalty.l1 + penalty.l2 * f)),
       "multiplied");
  near(scalar(squared.before.inner), (A * wh).sum(), "inner of multiplied", size);

  const double epsilon = Operations::kEpsilon;
  const at::Tensor safe = at::clamp_min(wh, epsilon);
  const at::Tensor numerator = at::matmul(A / safe, o);
  const at::Tensor sums = ops.column_sums(other);
  near(sums, o.sum(0), "column sums");
  const at::Tensor step = f * (numerator / (o.sum(0) + penalty.l1 + penalty.l2 * f));
  const double scale = numerator.abs().max().template item<double>();
  const auto updated = ops.multiplied_divergence(side, F, sums, other, penalty, 1e-3, true);
  EXPECT_TRUE(at::equal(F, before)) << "where an update starts stays as it is";
  near(updated.F, at::where(at::ge(step, 1e-3), step, 0.0), "multiplied_divergence", scale);
  near(scalar(updated.before.inner), (A * wh).sum(), "inner of stored", size);
  const at::Tensor terms = at::where(at::gt(A, epsilon), A * at::log(A / safe) - A, 0.0);
  near(scalar(updated.before.divergence), terms.sum(), "divergence",
       50 * (1 + terms.abs().sum().template item<double>()));
  EXPECT_EQ(ops.multiplied_divergence(side, F, sums, other, penalty, 0, false).before.divergence,
            0);
  if (side == Operations::Side::documents) {
    const auto stored = ops.stored(F, other, true);
    near(scalar(stored.inner), (A * wh).sum(), "inner of stored", size);
    near(scalar(stored.divergence), terms.sum(), "divergence of stored",
         50 * (1 + terms.abs().sum().template item<double>()));
    const auto inner_alone = ops.stored(F, other, false);
    near(scalar(inner_alone.inner), (A * wh).sum(), "inner of stored alone", size);
    EXPECT_EQ(inner_alone.divergence, 0);
  }

  const at::Tensor gradient = o.sum(0) + penalty.l1 + penalty.l2 * f - numerator;
  const at::Tensor projected = at::where(at::gt(f, 0), gradient, at::clamp_max(gradient, 0));
  const auto norms = ops.divergence_gradient_norms(side, F, sums, other, penalty);
  near(norms.projected, projected.square().sum(0), "projected gradient of the divergence",
       gradient.square().sum().template item<double>());
  near(norms.data, numerator.square().sum(0), "data gradient of the divergence",
       numerator.square().sum().template item<double>());
}

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
    expect_non_negative_operations(ops, which, at::clamp(mine, 0), other.abs(), A[side], near);
    expect_multiplicative_operations(ops, which, at::clamp(mine, 0), other.abs(), A[side].abs(),
                                     near);
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
