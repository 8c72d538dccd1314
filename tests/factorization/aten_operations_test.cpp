#include <gtest/gtest.h>

#include "tests/factorization/operations_test.h"
#include "tests/support/cuda.h"

namespace nmf {
namespace {

/// ATen's form runs on the CPU too, so that a machine without a GPU tests all but the device.
void expect_dense_algebra(const std::string& device) {
  for (const auto& [D, V, K] : test::kShapes) {
    const CsrMatrix<double> X = test::random_matrix(D, V, 0.1, 9);
    for (const Dtype dtype : {Dtype::float32, Dtype::float64})
      test::expect_operations(*make_aten_operations(X, dtype, device), X, K, dtype, device);
  }
}

TEST(AtenOperations, EqualDenseAlgebra) { expect_dense_algebra("cpu"); }
TEST(AtenOperations, EqualDenseAlgebra_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_dense_algebra("cuda:0");
}

}  // namespace
}  // namespace nmf
