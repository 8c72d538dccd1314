#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "nmf/core/error.h"
#include "nmf/factorization/row_solver.h"
#include "tests/factorization/solver_test.h"
#include "tests/support/cuda.h"

// Covers adam.cpp with options.projection.
namespace nmf {
namespace {

using test::dense;

FactorizationOptions projected(std::int64_t K, std::int64_t iterations) {
  FactorizationOptions options = test::solver_options(Solver::adam, K, iterations);
  options.projection = true;
  options.lr = 0.02;
  return options;
}

const CsrMatrix<double> kX = test::random_matrix(60, 300, 0.05, 12);

/// Adam's step on a factor by its formula (Kingma & Ba 2015, algorithm 1), then the projection.
struct NaiveAdam {
  at::Tensor average, square;
  int steps = 0;

  at::Tensor step(const at::Tensor& F, const at::Tensor& gradient, const FactorizationOptions& o) {
    if (steps == 0) average = square = at::zeros_like(F);
    ++steps;
    average = o.betas[0] * average + (1 - o.betas[0]) * gradient;
    square = o.betas[1] * square + (1 - o.betas[1]) * gradient.square();
    const at::Tensor m = average / (1 - std::pow(o.betas[0], steps));
    const at::Tensor v = square / (1 - std::pow(o.betas[1], steps));
    return at::clamp_min(F - o.lr * m / (v.sqrt() + o.eps), 0);
  }
};

TEST(ProjectedAdam, StepsAreAdamsClampedAtZero) {
  FactorizationOptions options = projected(6, 0);
  options.dtype = Dtype::float64;
  const at::Tensor X = dense(kX);
  for (const Engine engine : {Engine::gram, Engine::dense}) {
    options.engine = engine;
    options.max_iter = 0;
    const Factorization start = factorize(kX, options);
    at::Tensor W = start.W.detach(), H = start.H.detach();
    options.max_iter = 6;
    const Factorization f = factorize(kX, options);
    NaiveAdam of_W, of_H;
    for (std::size_t i = 0; i < 6; ++i) {
      const at::Tensor difference = at::matmul(W, H) - X;
      const at::Tensor norm = at::norm(difference);
      EXPECT_NEAR(f.history[i].loss / norm.item<double>(), 1, 1e-12) << "iteration " << i;
      const at::Tensor gW = at::matmul(difference, H.t()) / norm;
      const at::Tensor gH = at::matmul(W.t(), difference) / norm;
      W = of_W.step(W, gW, options);
      H = of_H.step(H, gH, options);
    }
    EXPECT_GT(at::eq(H, 0).sum().item<std::int64_t>(), H.numel() / 10) << "nothing was clamped";
    EXPECT_LT((f.H - H).abs().max().item<double>(), 1e-10);
  }
}

/// The dense engine with torch::optim::Adam and the Gram engine with FusedAdam take the same path.
void expect_engines_agree(Dtype dtype, const std::string& device, double tolerance) {
  FactorizationOptions options = projected(7, 50);
  options.dtype = dtype;
  options.engine = Engine::dense;
  const Factorization dense = factorize(kX, options, device);
  options.engine = Engine::gram;
  const Factorization gram = factorize(kX, options, device);
  for (std::size_t i = 0; i < 50; ++i)
    EXPECT_NEAR(gram.history[i].loss / dense.history[i].loss, 1, tolerance) << "epoch " << i;
  EXPECT_NEAR(gram.final.residual / dense.final.residual, 1, tolerance);
  EXPECT_NEAR(*gram.final.kkt_residual, *dense.final.kkt_residual,
              1000 * tolerance * *dense.final.kkt_residual);
}

TEST(ProjectedAdam, EnginesAgree) {
  expect_engines_agree(Dtype::float64, "cpu", 1e-10);
  expect_engines_agree(Dtype::float32, "cpu", 1e-5);
}
TEST(ProjectedAdam, EnginesAgree_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_engines_agree(Dtype::float64, "cuda:0", 1e-10);
  expect_engines_agree(Dtype::float32, "cuda:0", 1e-4);
}

TEST(ProjectedAdam, IsATrueNmf) {
  for (const Engine engine : {Engine::gram, Engine::dense}) {
    for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
      FactorizationOptions options = projected(7, 400);
      options.engine = engine;
      options.dtype = dtype;
      const Factorization f = factorize(kX, options);
      test::expect_non_negative(f);
      EXPECT_EQ(f.final.penalty, 0);
      EXPECT_NEAR(f.final.residual / test::residual(kX, f), 1, 1e-6);
      const double rounded = static_cast<float>(f.final.residual);
      EXPECT_EQ(f.final.loss, dtype == Dtype::float32 ? rounded : f.final.residual);
      EXPECT_LT(f.final.loss, 0.95 * f.history.front().loss);
      for (std::size_t i = 0; i < f.history.size(); ++i)
        EXPECT_EQ(f.history[i].kkt_residual.has_value(), i % 10 == 0) << "iteration " << i;
      EXPECT_LT(f.final.kkt_residual.value(), f.history.front().kkt_residual.value() / 5);
      EXPECT_TRUE(f.W.is_leaf() && f.W.requires_grad() && f.H.is_leaf() && f.H.requires_grad());
    }
  }
}

TEST(ProjectedAdam, ComesCloseToHals) {
  FactorizationOptions options = projected(7, 3000);
  options.dtype = Dtype::float64;
  options.lr = 0.005;
  const double adam = factorize(kX, options).final.residual;
  const double hals = factorize(kX, test::solver_options(Solver::hals, 7, 1000)).final.residual;
  EXPECT_LT(adam, 1.01 * hals);
}

TEST(ProjectedAdam, TheKktResidualIsThatOfTheContract) {
  FactorizationOptions options = projected(5, 30);
  options.dtype = Dtype::float64;
  const Factorization f = factorize(kX, options);
  EXPECT_NEAR(*f.final.kkt_residual / test::kkt_residual(kX, f), 1, 1e-9);
}

TEST(ProjectedAdam, WIsSolvedForTheHThatItEndsWith) {
  FactorizationOptions options = projected(6, 5);  // far from done
  options.dtype = Dtype::float64;
  for (const Engine engine : {Engine::gram, Engine::dense}) {
    options.engine = engine;
    test::expect_w_solved(kX, factorize(kX, options));
  }
}

/// What transform makes of the documents that the model was fitted to.
TEST(ProjectedAdam, TransformAgrees) {
  FactorizationOptions options = projected(6, 30);
  options.dtype = Dtype::float64;
  const Factorization f = factorize(kX, options);
  const RowObjective objective = row_objective(options, kX.rows, kX.columns, f.final.residual);
  const Threads threads(2);
  const SolvedRows rows = solve_rows(*make_row_solver(f.H, objective, threads), kX, threads);
  EXPECT_LT((rows.W - f.W).abs().max().item<double>(), 1e-4);
  EXPECT_GE(rows.W.min().item<double>(), 0);
}

TEST(ProjectedAdam, StopsWhereItIsTold) {
  FactorizationOptions options = projected(5, 5000);
  options.tol = 0.01;
  EXPECT_EQ(factorize(kX, options).stop_reason, StopReason::tol);
  options.tol = 0;
  test::expect_stops(kX, options, 0.1);
}

TEST(ProjectedAdam, BitsDoNotDependOnTheThreads) {
  for (const Engine engine : {Engine::gram, Engine::dense}) {
    FactorizationOptions options = projected(33, 25);
    options.engine = engine;
    test::expect_same_bits_for_any_threads(kX, options);
  }
}

TEST(ProjectedAdam, OddShapes) {
  for (const CsrMatrix<double>& X : test::odd_shapes()) {
    for (const std::int64_t K : {1, 30}) {
      SCOPED_TRACE(testing::Message() << X.rows << " x " << X.columns << ", K " << K);
      test::expect_non_negative(factorize(X, projected(K, 40)));
    }
  }
}

TEST(ProjectedAdam, NoIterationsReturnTheStart) {
  FactorizationOptions options = projected(4, 0);
  const Factorization f = factorize(kX, options);
  options.projection = false;
  EXPECT_TRUE(at::equal(f.W, factorize(kX, options).W));
  EXPECT_TRUE(f.final.kkt_residual.has_value());
}

/// What the notebook does stays as it is: W is not solved, nothing is measured beside.
TEST(ProjectedAdam, WithoutItAdamEndsWhereItsLastStepLedIt) {
  FactorizationOptions options = projected(6, 7);
  options.projection = false;
  const Factorization seven = factorize(kX, options);
  options.max_iter = 8;
  EXPECT_EQ(seven.final.loss, factorize(kX, options).history[7].loss);
  EXPECT_FALSE(seven.final.kkt_residual.has_value());
  EXPECT_LT(seven.H.min().item<double>(), 0);
}

TEST(ProjectedAdam, RefusesNegativeValues) {
  CsrMatrix<double> X = kX;
  X.value[3] = -1;
  EXPECT_THROW(factorize(X, projected(3, 3)), IoError);
}

TEST(ProjectedAdam, CudaAgreesWithTheCpu_CUDA) {
  NMF_REQUIRE_CUDA();
  const Factorization cpu = factorize(kX, projected(7, 50), "cpu");
  const Factorization cuda = factorize(kX, projected(7, 50), "cuda:0");
  for (std::size_t i = 0; i < 50; ++i)
    EXPECT_NEAR(cuda.history[i].loss / cpu.history[i].loss, 1, 1e-4) << "epoch " << i;
  EXPECT_NEAR(cuda.final.residual / cpu.final.residual, 1, 1e-4);
  test::expect_non_negative(cuda);
}

}  // namespace
}  // namespace nmf
