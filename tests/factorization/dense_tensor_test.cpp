#include "nmf/factorization/dense_tensor.h"

#include <ATen/Functions.h>
#include <gtest/gtest.h>

#include "tests/support/cuda.h"

namespace nmf {
namespace {

const CsrMatrix<double> kMatrix = {2, 3, {0, 2, 3}, {0, 2, 1}, {1.5, 2.0, 1.0 / 3.0}};

void expect_dense(const std::string& device) {
  const at::Tensor dense = dense_tensor(kMatrix, device, Dtype::float64).cpu();
  const at::Tensor expected = at::zeros({2, 3}, at::kDouble);
  expected[0][0] = 1.5;
  expected[0][2] = 2.0;
  expected[1][1] = 1.0 / 3.0;
  EXPECT_TRUE(at::equal(dense, expected));
}

TEST(DenseTensor, HoldsTheStoredValuesAndZeros) { expect_dense("cpu"); }
TEST(DenseTensor, HoldsTheStoredValuesAndZeros_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_dense("cuda:0");
}

TEST(DenseTensor, Float32IsTheDefault) {
  const at::Tensor dense = dense_tensor(kMatrix);
  EXPECT_EQ(dense.scalar_type(), at::kFloat);
  EXPECT_EQ(dense[1][1].item<float>(), 1.0F / 3.0F);
}

TEST(DenseTensor, AnEmptyMatrixIsAnEmptyTensor) {
  EXPECT_EQ(dense_tensor({0, 3, {0}, {}, {}}).sizes(), (at::IntArrayRef{0, 3}));
}

}  // namespace
}  // namespace nmf
