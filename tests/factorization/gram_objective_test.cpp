// Covers gram_objective.cpp, gram_residual.cpp.
#include <array>

#include "tests/factorization/objective_test.h"
#include "tests/support/cuda.h"

namespace nmf {
namespace {

using test::random_matrix;
using test::signed_factors;

const Threads kThreads(2);

TEST(GramObjective, PassesGradcheck) {
  for (const std::int64_t K : {1, 3, 17}) {
    const auto [W, H] = signed_factors(6, 9, K, 2);
    const auto objective =
        make_gram_objective(random_matrix(6, 9, 0.4, 1), Dtype::float64, "cpu", 10.0, kThreads);
    test::expect_gradients(*objective, W, H);
  }
}

/// Loss, its parts and both gradients equal those of the notebook's own expression.
void expect_dense_twin(std::int64_t D, std::int64_t V, std::int64_t K, const std::string& device,
                       Dtype dtype, double tolerance) {
  SCOPED_TRACE(testing::Message() << D << " x " << V << ", K " << K);
  const CsrMatrix<double> X = random_matrix(D, V, 0.1, 5);
  const auto type = dtype == Dtype::float64 ? at::kDouble : at::kFloat;
  const auto [W0, H0] = signed_factors(D, V, K, 3);
  const auto dense = make_dense_objective(X, dtype, device, 10.0);
  const auto gram = make_gram_objective(X, dtype, device, 10.0, kThreads);
  Evaluation values[2];
  at::Tensor gradients[2][2];
  for (int i = 0; i < 2; ++i) {
    const at::Tensor W = (W0.detach() / 10).to(at::Device(device), type).requires_grad_(true);
    const at::Tensor H = (H0.detach() / 10).to(at::Device(device), type).requires_grad_(true);
    values[i] = (i == 0 ? dense : gram)->evaluate(W, H);
    values[i].loss.backward();
    gradients[i][0] = W.grad().cpu();
    gradients[i][1] = H.grad().cpu();
    EXPECT_EQ(W.grad().strides(), W.strides());
    EXPECT_TRUE(V == 1 || K == 1 || H.grad().strides() == H.strides());
  }
  EXPECT_NEAR(values[1].residual / values[0].residual, 1, tolerance);
  EXPECT_NEAR(values[1].penalty, values[0].penalty, tolerance);
  EXPECT_NEAR(values[1].loss.item<double>() / values[0].loss.item<double>(), 1, tolerance);
  for (int i = 0; i < 2; ++i)
    EXPECT_LE((gradients[1][i] - gradients[0][i]).abs().max().item<double>(),
              10 * tolerance * gradients[0][i].abs().max().item<double>());
}

void expect_dense_twins(const std::string& device) {
  for (const auto& [D, V, K] :
       {std::array<std::int64_t, 3>{1, 1, 1}, {40, 700, 5}, {700, 40, 16}, {300, 500, 100}}) {
    expect_dense_twin(D, V, K, device, Dtype::float64, 1e-12);
    expect_dense_twin(D, V, K, device, Dtype::float32, 1e-6);
  }
}

TEST(GramObjective, EqualsTheNotebooksExpression) { expect_dense_twins("cpu"); }
TEST(GramObjective, EqualsTheNotebooksExpression_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_dense_twins("cuda:0");
}

/// X = W H exactly: the three terms cancel to nothing.
void expect_exact_fit(Dtype dtype, const std::string& device) {
  const auto type = dtype == Dtype::float64 ? at::kDouble : at::kFloat;
  at::manual_seed(4);
  const at::Tensor W = at::randint(1, 5, {30, 3}, at::kDouble);
  const at::Tensor H = at::randint(1, 5, {3, 50}, at::kDouble);
  const at::Tensor dense = at::matmul(W, H).contiguous();
  CsrMatrix<double> X = {30, 50, {0}, {}, {}};
  for (std::int64_t r = 0; r < 30; ++r) {
    for (std::int32_t c = 0; c < 50; ++c) {
      X.column.push_back(c);
      X.value.push_back(dense[r][c].item<double>());
    }
    X.row_start.push_back(X.stored());
  }
  const auto objective = make_gram_objective(X, dtype, device, 0.0, kThreads);
  const at::Tensor w = W.to(at::Device(device), type).requires_grad_(true);
  const at::Tensor h = H.to(at::Device(device), type).requires_grad_(true);
  const Evaluation exact = objective->evaluate(w, h);
  EXPECT_EQ(exact.residual, 0);
  exact.loss.backward();
  EXPECT_EQ(w.grad().abs().sum().item<double>(), 0);

  // One entry of W off by 1e-3: the residual is 1e-3 times the norm of a row of H, here found from
  // the rows although it is some 1e-6 of ||X||.
  const at::Tensor off = w.detach().clone();
  off[7][1] += 1e-3;
  const double by_hand = at::norm(dense - at::matmul(off.cpu().to(at::kDouble), H)).item<double>();
  EXPECT_NEAR(objective->evaluate(off, h).residual / by_hand, 1, 1e-9);
}

TEST(GramObjective, AnExactFitIsExact) {
  expect_exact_fit(Dtype::float64, "cpu");
  expect_exact_fit(Dtype::float32, "cpu");
}
TEST(GramObjective, AnExactFitIsExact_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_exact_fit(Dtype::float32, "cuda:0");
}

TEST(GramObjective, BitsDoNotDependOnTheThreads) {
  const CsrMatrix<double> X = random_matrix(900, 3000, 0.01, 6);
  const auto [W0, H0] = signed_factors(900, 3000, 21, 7);
  at::Tensor first[2];
  double loss = 0;
  for (const int count : {1, 2, 3, 7}) {
    const Threads threads(count);
    const auto objective = make_gram_objective(X, Dtype::float32, "cpu", 10.0, threads);
    const at::Tensor W = W0.detach().to(at::kFloat).requires_grad_(true);
    const at::Tensor H = H0.detach().to(at::kFloat).requires_grad_(true);
    const Evaluation got = objective->evaluate(W, H);
    got.loss.backward();
    if (count == 1) {
      loss = got.residual;
      first[0] = W.grad();
      first[1] = H.grad();
    }
    EXPECT_EQ(got.residual, loss);
    EXPECT_TRUE(at::equal(W.grad(), first[0]));
    EXPECT_TRUE(at::equal(H.grad(), first[1]));
  }
}

TEST(GramObjective, NearAnExactFitTheThreadsDoNotShowEither) {
  const auto [W, H] = signed_factors(200, 300, 5, 9);
  const at::Tensor dense = at::matmul(W.detach(), H.detach()).contiguous();
  CsrMatrix<double> X = {200, 300, {0}, {}, {}};
  for (std::int64_t r = 0; r < 200; ++r) {
    for (std::int32_t c = 0; c < 300; ++c) {
      X.column.push_back(c);
      X.value.push_back(dense[r][c].item<double>());
    }
    X.row_start.push_back(X.stored());
  }
  const at::Tensor off = W.detach() + 1e-7;
  double residual = 0;
  for (const int count : {1, 3}) {
    const Threads threads(count);
    const double got =
        make_gram_objective(X, Dtype::float64, "cpu", 0.0, threads)->evaluate(off, H).residual;
    if (count == 1) residual = got;
    EXPECT_GT(got, 0);
    EXPECT_EQ(got, residual);
  }
}

TEST(GramObjective, AtZeroThePenaltyHasTheSlopeOfLibTorchsClamp) {
  const CsrMatrix<double> X = random_matrix(2, 3, 1.0, 8);
  at::Tensor gradients[2];
  for (int i = 0; i < 2; ++i) {
    const at::Tensor W = at::zeros({2, 1}, at::kDouble).requires_grad_(true);
    const at::Tensor H = at::zeros({1, 3}, at::kDouble).requires_grad_(true);
    const auto objective = i == 0 ? make_dense_objective(X, Dtype::float64, "cpu", 10.0)
                                  : make_gram_objective(X, Dtype::float64, "cpu", 10.0, kThreads);
    objective->evaluate(W, H).loss.backward();
    gradients[i] = H.grad();
  }
  EXPECT_TRUE(at::allclose(gradients[0], gradients[1], 1e-14, 0));
}

}  // namespace
}  // namespace nmf
