#include "nmf/factorization/device_matrix.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <utility>

#include "tests/factorization/solver_test.h"
#include "tests/support/cuda.h"

namespace nmf {
namespace {

/// Rows of 0, 1, 127, 128, 129 and 1000 stored values.
CsrMatrix<double> long_and_short_rows() {
  at::manual_seed(5);
  at::Tensor A = at::zeros({8, 1000}, at::kDouble);
  for (const auto& [row, stored] : {std::pair{1, 1}, {2, 127}, {3, 128}, {4, 129}, {6, 1000}})
    A[row].index_put_({at::randperm(1000).narrow(0, 0, stored)},
                      at::rand({stored}, at::kDouble) + 0.1);
  return test::sparse(A);
}

void expect_products(const std::string& device) {
  const CsrMatrix<double> A = long_and_short_rows();
  const at::Tensor dense = test::dense(A);
  for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
    const DeviceMatrix there(A, dtype, device);
    const auto type = dtype == Dtype::float32 ? at::kFloat : at::kDouble;
    const double near = dtype == Dtype::float32 ? 1e-5 : 1e-13;
    for (const std::int64_t K : {1, 7, 1 << 17}) {  // of the last, one piece at a time
      const at::Tensor F = at::rand({1000, K}, type).to(at::Device(device));
      const at::Tensor product = there.times(F);
      EXPECT_TRUE(at::allclose(product.cpu().to(at::kDouble),
                               at::matmul(dense, F.cpu().to(at::kDouble)), near, near));
      EXPECT_TRUE(at::equal(product, there.times(F)));
    }
    EXPECT_TRUE(at::allclose(there.dense_rows(2, 5).cpu(), dense.narrow(0, 2, 5), near, 0));
    const at::Tensor twice = there.times(at::ones({1000, 2}, type).to(at::Device(device)),
                                         2 * at::ones_like(there.value()));
    EXPECT_TRUE(at::equal(twice.select(1, 0).cpu().to(at::kDouble),
                          2 * at::gt(dense, 0).sum(1).to(at::kDouble)));
    EXPECT_TRUE(at::equal(at::bincount(there.row(), {}, 8).cpu(), at::gt(dense, 0).sum(1)));
  }
}

TEST(DeviceMatrix, TimesAFactorIsTheDenseProduct) { expect_products("cpu"); }
TEST(DeviceMatrix, TimesAFactorIsTheDenseProduct_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_products("cuda:0");
}

TEST(DeviceMatrix, WithoutStoredValues) {
  CsrMatrix<double> empty;
  empty.rows = 3;
  empty.columns = 4;
  empty.row_start = {0, 0, 0, 0};
  const DeviceMatrix A(empty, Dtype::float32, "cpu");
  EXPECT_TRUE(at::equal(A.times(at::ones({4, 2})), at::zeros({3, 2})));
  EXPECT_TRUE(at::equal(A.dense_rows(0, 3), at::zeros({3, 4}, at::kDouble)));
}

}  // namespace
}  // namespace nmf
