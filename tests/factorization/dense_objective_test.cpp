#include "tests/factorization/objective_test.h"
#include "tests/support/cuda.h"

namespace nmf {
namespace {

using test::random_matrix;
using test::signed_factors;

TEST(DenseObjective, PassesGradcheck) {
  const auto [W, H] = signed_factors(6, 9, 3, 1);
  const auto objective =
      make_dense_objective(random_matrix(6, 9, 0.4, 1), Dtype::float64, "cpu", 10.0);
  test::expect_gradients(*objective, W, H);
}

TEST(DenseObjective, KnowsAnExampleByHand) {
  // X - W H = [[1, 2], [0, 2]]; the penalty is mean(0, 1) + mean(0, 0).
  const CsrMatrix<double> X = {2, 2, {0, 2, 3}, {0, 1, 1}, {2.0, 2.0, 2.0}};
  const at::Tensor W = at::tensor({1.0, -1.0}).to(at::kDouble).view({2, 1});
  const at::Tensor H = at::tensor({1.0, 0.0}).to(at::kDouble).view({1, 2});
  const Evaluation got = make_dense_objective(X, Dtype::float64, "cpu", 10.0)->evaluate(W, H);
  EXPECT_DOUBLE_EQ(got.residual, std::sqrt(1.0 + 4.0 + 1.0 + 4.0));
  EXPECT_DOUBLE_EQ(got.penalty, 0.5);
  EXPECT_DOUBLE_EQ(got.loss.item<double>(), got.residual + 5.0);
}

/// torch.norm itself is off by 4e-3 here on the CPU.
void expect_accurate_norm(const std::string& device) {
  const std::int64_t D = 2000, V = 20000;
  const CsrMatrix<double> X = {D, V, std::vector<std::int64_t>(D + 1, 0), {}, {}};
  at::manual_seed(3);
  const at::Tensor W = at::rand({D, 4}), H = at::rand({4, V});
  const auto objective = make_dense_objective(X, Dtype::float32, device, 0.0);
  const Evaluation got = objective->evaluate(W.to(at::Device(device)), H.to(at::Device(device)));
  const at::Tensor w = W.to(at::kDouble), h = H.to(at::kDouble);
  const double exact =
      std::sqrt((at::matmul(w.t(), w) * at::matmul(h, h.t())).sum().item<double>());
  EXPECT_NEAR(got.residual / exact, 1.0, 1e-7);
}

TEST(DenseObjective, NormIsRightForManyEntries) { expect_accurate_norm("cpu"); }
TEST(DenseObjective, NormIsRightForManyEntries_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_accurate_norm("cuda:0");
}

TEST(DenseObjective, AnExactFitHasNoSlope) {
  const CsrMatrix<double> X = {2, 2, {0, 2, 4}, {0, 1, 0, 1}, {1.0, 2.0, 2.0, 4.0}};
  const at::Tensor W = at::tensor({1.0, 2.0}).view({2, 1}).requires_grad_(true);
  const at::Tensor H = at::tensor({1.0, 2.0}).view({1, 2}).requires_grad_(true);
  const Evaluation got = make_dense_objective(X, Dtype::float32, "cpu", 10.0)->evaluate(W, H);
  got.loss.backward();
  EXPECT_EQ(got.loss.item<float>(), 0.0F);
  EXPECT_EQ(W.grad().abs().sum().item<float>(), 0.0F);
  EXPECT_EQ(H.grad().abs().sum().item<float>(), 0.0F);
}

}  // namespace
}  // namespace nmf
