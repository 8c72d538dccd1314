#include <algorithm>
#include <cmath>

#include "tests/factorization/operations_test.h"

namespace nmf {
namespace {

TEST(CpuOperations, EqualDenseAlgebra) {
  const Threads threads(2);
  for (const auto& [D, V, K] : test::kShapes) {
    const CsrMatrix<double> X = test::random_matrix(D, V, 0.1, 9);
    for (const Dtype dtype : {Dtype::float32, Dtype::float64})
      test::expect_operations(*make_cpu_operations(X, dtype, threads), X, K, dtype, "cpu");
  }
}

/// Rows that share vectors, rows swept alone and empty ones, against the rule for one entry after
/// the other.
TEST(CpuOperations, SweepTheDivergence) {
  const Threads threads(2);
  const Operations::Penalty penalty = {0.07, 0.4};
  for (const double density : {0.01, 0.6}) {
    const CsrMatrix<double> X = test::random_matrix(37, 600, density, 9);
    const auto ops = make_cpu_operations(X, Dtype::float64, threads);
    at::manual_seed(11);
    const std::int64_t K = 19;
    const at::Tensor W = at::clamp(at::randn({37, K}, at::kDouble), 0);
    const at::Tensor Ht = at::rand({600, K}, at::kDouble);
    const at::Tensor sums = ops->column_sums(Ht);
    at::Tensor expected = W.clone();
    double violation = 0;
    for (int sweep = 0; sweep < 2; ++sweep)
      for (std::int64_t r = 0; r < 37; ++r) {
        const auto begin = X.row_start[static_cast<std::size_t>(r)];
        const auto end = X.row_start[static_cast<std::size_t>(r) + 1];
        for (std::int64_t k = 0; k < K; ++k) {
          const at::Tensor w = expected[r];
          double s = 0, t = 0;
          for (auto i = begin; i < end; ++i) {
            const at::Tensor h = Ht[X.column[static_cast<std::size_t>(i)]];
            const double a =
                h[k].item<double>() / std::max(w.dot(h).item<double>(), Operations::kEpsilon);
            s += X.value[static_cast<std::size_t>(i)] * a;
            t += X.value[static_cast<std::size_t>(i)] * a * a;
          }
          const double x = w[k].item<double>();
          const double c = sums[k].item<double>() + penalty.l1 + penalty.l2 * x;
          if (sweep == 0) violation += x > 0 ? std::abs(c - s) : std::max(s - c, 0.0);
          w[k] = std::max(0.0, x + (s - c) / (s > 0 ? t * c / s + penalty.l2 : penalty.l2));
        }
      }
    const auto swept =
        ops->sweep_divergence(Operations::Side::documents, W, sums, Ht, penalty, 2, true);
    EXPECT_LT((swept.F - expected).abs().max().item<double>(), 1e-9);
    EXPECT_NEAR(swept.violation / violation, 1, 1e-9);
    const auto stored = ops->stored(W, Ht, true);
    EXPECT_NEAR(swept.before.inner / stored.inner, 1, 1e-12);
    EXPECT_NEAR(swept.before.divergence / stored.divergence, 1, 1e-12);
  }
}

}  // namespace
}  // namespace nmf
