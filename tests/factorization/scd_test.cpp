// Covers scd.cpp.
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "nmf/core/error.h"
#include "nmf/factorization/factorize.h"
#include "nmf/factorization/operations.h"
#include "tests/factorization/solver_test.h"
#include "tests/support/cuda.h"

namespace nmf {
namespace {

using test::dense;
using test::expect_non_negative;

FactorizationOptions scd(std::int64_t K, std::int64_t iterations) {
  return test::solver_options(Solver::scd, K, iterations, BetaLoss::kullback_leibler);
}

const CsrMatrix<double> kX = test::random_matrix(60, 300, 0.05, 12);

TEST(Scd, FindsAStationaryPoint) {
  FactorizationOptions options = scd(7, 2000);
  options.dtype = Dtype::float64;
  const Factorization f = factorize(kX, options);
  expect_non_negative(f);
  EXPECT_NEAR(f.final.loss / test::divergence(kX, f.W, f.H), 1, 1e-12);
  EXPECT_NEAR(f.final.residual / test::residual(kX, f), 1, 1e-12);
  EXPECT_LT(f.final.kkt_residual.value(), 1e-4);
  for (std::size_t i = 1; i < f.history.size(); ++i)
    EXPECT_LE(f.history[i].loss, f.history[i - 1].loss * (1 + 1e-4)) << "iteration " << i;
}

TEST(Scd, ReachesTheLossOfMuManyTimesSooner) {
  FactorizationOptions options = scd(7, 200);
  options.solver = Solver::mu;
  const double loss = factorize(kX, options).history.back().loss;
  options.solver = Solver::scd;
  options.max_iter = 20;
  EXPECT_LT(factorize(kX, options).final.loss, loss * 1.01);
}

TEST(Scd, TheLossIsScikitLearnsObjective) {
  FactorizationOptions options = scd(5, 60);
  options.dtype = Dtype::float64;
  options.alpha_W = 0.0005;
  options.alpha_H = 0.001;
  options.l1_ratio = 0.3;
  const Factorization f = factorize(kX, options);
  const auto cost = [](const at::Tensor& F, double all) {
    return all * (0.3 * F.sum().item<double>() + 0.35 * F.square().sum().item<double>());
  };
  const double expected =
      test::divergence(kX, f.W, f.H) + cost(f.W, 300 * 0.0005) + cost(f.H, 60 * 0.001);
  EXPECT_NEAR(f.final.loss / expected, 1, 1e-12);
  EXPECT_LT(f.final.loss, f.history.front().loss);
  EXPECT_LT(f.final.kkt_residual.value(), 0.05);
}

/// The convex half: W for an H that stays is where mu goes too, only slowly.
TEST(Scd, WIsSolvedForTheHThatItEndsWith) {
  FactorizationOptions options = scd(6, 3);  // far from done
  options.dtype = Dtype::float64;
  const Factorization f = factorize(kX, options);
  const at::Tensor ratio = dense(kX) / at::clamp_min(at::matmul(f.W, f.H), Operations::kEpsilon);
  const at::Tensor data = at::matmul(ratio, f.H.t());
  const at::Tensor gradient = f.H.sum(1) - data;
  const at::Tensor projected = at::where(at::gt(f.W, 0), gradient, at::clamp_max(gradient, 0));
  EXPECT_LT((at::norm(projected) / at::norm(data)).item<double>(), 1e-3);
}

TEST(Scd, OddShapesAndEveryStart) {
  for (const CsrMatrix<double>& X : test::odd_shapes(0.9)) {
    for (const std::int64_t K : {1, 2, 30}) {
      for (const Init init : test::starts_for(X, K)) {
        SCOPED_TRACE(testing::Message() << X.rows << " x " << X.columns << ", K " << K << ", init "
                                        << static_cast<int>(init));
        FactorizationOptions options = scd(K, 30);
        options.init = init;
        const Factorization f = factorize(X, options);
        expect_non_negative(f);
        EXPECT_NEAR(f.final.loss, test::divergence(X, f.W, f.H),
                    1e-4 * (1 + std::abs(f.final.loss)));
        EXPECT_LE(f.final.loss, f.history.front().loss + 1e-3);
      }
    }
  }
}

TEST(Scd, TinyAndHugeValues) {
  for (const double scale : {1e-5, 1e6}) {
    CsrMatrix<double> X = kX;
    for (double& value : X.value) value *= scale;
    for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
      FactorizationOptions options = scd(5, 50);
      options.dtype = dtype;
      const Factorization f = factorize(X, options);
      expect_non_negative(f);
      EXPECT_LT(f.final.loss, f.history.front().loss);
    }
  }
}

TEST(Scd, BitsDoNotDependOnTheThreads) {
  const CsrMatrix<double> dense_rows = test::random_matrix(40, 500, 0.7, 4);  // swept alone
  for (const CsrMatrix<double>* X : {&kX, &dense_rows}) {
    for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
      FactorizationOptions options = scd(33, 10);
      options.dtype = dtype;
      test::expect_same_bits_for_any_threads(*X, options);
    }
  }
}

TEST(Scd, StopsWhereItIsTold) {
  FactorizationOptions options = scd(5, 5000);
  options.tol = 1e-3;
  const Factorization by_tol = factorize(kX, options);
  EXPECT_EQ(by_tol.stop_reason, StopReason::tol);
  EXPECT_LT(by_tol.n_iter, 5000);
  EXPECT_EQ(std::ssize(by_tol.history), by_tol.n_iter);
  options.tol = 0;
  test::expect_stops(kX, options, 3e-2);
}

TEST(Scd, TakesTheCpuWhereTheChoiceIsFree) {
  EXPECT_EQ(factorize(kX, scd(3, 2), "auto").W.device().type(), at::kCPU);
}

TEST(Scd, IsRefusedOnCuda_CUDA) {
  NMF_REQUIRE_CUDA();
  try {
    factorize(kX, scd(3, 2), "cuda:0");
    FAIL() << "nothing was thrown";
  } catch (const DeviceError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("scd runs on the CPU alone; use --device cpu"));
  }
}

}  // namespace
}  // namespace nmf
