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
#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

using test::dense;
using test::sparse;

FactorizationOptions scd(std::int64_t K, std::int64_t iterations) {
  FactorizationOptions options;
  options.solver = Solver::scd;
  options.beta_loss = BetaLoss::kullback_leibler;
  options.n_components = K;
  options.init = Init::random;
  options.max_iter = iterations;
  options.tol = 0;
  return options;
}

const CsrMatrix<double> kX = test::random_matrix(60, 300, 0.05, 12);

void expect_non_negative(const Factorization& f) {
  EXPECT_GE(f.W.min().item<double>(), 0);
  EXPECT_GE(f.H.min().item<double>(), 0);
  EXPECT_TRUE(at::isfinite(f.W).all().item<bool>());
  EXPECT_TRUE(at::isfinite(f.H).all().item<bool>());
  EXPECT_TRUE(std::isfinite(f.final.loss));
}

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
  const CsrMatrix<double> shapes[] = {
      sparse(at::full({1, 1}, 2.5, at::kDouble)), test::random_matrix(3, 400, 0.1, 1),
      test::random_matrix(400, 3, 0.9, 2), test::random_matrix(17, 23, 0.02, 3),
      CsrMatrix<double>{4, 5, {0, 0, 0, 0, 0}, {}, {}}};
  for (const CsrMatrix<double>& X : shapes) {
    for (const Init init : {Init::automatic, Init::normal, Init::random, Init::nndsvd,
                            Init::nndsvda, Init::nndsvdar}) {
      for (const std::int64_t K : {1, 2, 30}) {
        const bool svd = init != Init::automatic && init != Init::normal && init != Init::random;
        if (svd && K > std::min(X.rows, X.columns)) continue;
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
      const Factorization one = factorize(*X, options, "cpu", 1);
      const Factorization three = factorize(*X, options, "cpu", 3);
      EXPECT_TRUE(at::equal(one.W, three.W));
      EXPECT_TRUE(at::equal(one.H, three.H));
      EXPECT_EQ(one.final.loss, three.final.loss);
      EXPECT_EQ(one.final.kkt_residual, three.final.kkt_residual);
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
  options.kkt_tol = 3e-2;
  EXPECT_EQ(factorize(kX, options).stop_reason, StopReason::kkt_tol);
  options.kkt_tol = 0;
  options.max_iter = 1 << 30;
  options.max_seconds = 0.05;
  EXPECT_EQ(factorize(kX, options).stop_reason, StopReason::max_seconds);
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
