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

}  // namespace
}  // namespace nmf
