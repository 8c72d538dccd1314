#include <gmock/gmock.h>

#include "nmf/core/error.h"
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

/// First in its file, and each test is a process of its own under ctest: LibTorch warns once.
TEST(AtenOperations, PrintNothing) {
  const CsrMatrix<double> X = test::random_matrix(20, 30, 0.2, 9);
  testing::internal::CaptureStderr();
  const auto ops = make_aten_operations(X, Dtype::float32, "cpu");
  const double residual = ops->residual(at::ones({20, 2}), at::ones({30, 2}));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_GT(residual, 0);
}

TEST(AtenOperations, MoreStoredValuesThanAnIndexCanNumberAreRefused) {
  constexpr std::int64_t kMost = (std::int64_t{1} << 31) - 1;
  EXPECT_NO_THROW(check_stored(kMost));
  try {
    check_stored(kMost + 1);
    FAIL() << "nothing was thrown";
  } catch (const DeviceError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("X has 2147483648 stored values"));
    EXPECT_THAT(error.what(), testing::HasSubstr("at most 2147483647; use --device cpu"));
  }
}

TEST(AtenOperations, EqualDenseAlgebra) { expect_dense_algebra("cpu"); }
TEST(AtenOperations, EqualDenseAlgebra_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_dense_algebra("cuda:0");
}

}  // namespace
}  // namespace nmf
