#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "nmf/core/error.h"
#include "nmf/factorization/factorize.h"
#include "tests/factorization/solver_test.h"
#include "tests/support/cuda.h"

// Covers mu.cpp.
namespace nmf {
namespace {

using test::dense;
using test::expect_sound;
using test::sparse;

constexpr BetaLoss kLosses[] = {BetaLoss::frobenius, BetaLoss::kullback_leibler};

FactorizationOptions mu(BetaLoss loss, std::int64_t K, std::int64_t iterations) {
  return test::solver_options(Solver::mu, K, iterations, loss);
}

const CsrMatrix<double> kX = test::random_matrix(60, 300, 0.05, 12);

double distance(BetaLoss loss, const CsrMatrix<double>& X, const at::Tensor& W,
                const at::Tensor& H) {
  if (loss == BetaLoss::kullback_leibler) return test::divergence(X, W, H);
  return (dense(X) - at::matmul(W, H)).square().sum().item<double>() / 2;
}

/// The same update by dense algebra. \param X  [n, m]; \param F  [n, K]; \param O  [K, m]
at::Tensor naive_update(BetaLoss loss, const at::Tensor& X, const at::Tensor& F,
                        const at::Tensor& O, double l1, double l2) {
  at::Tensor numerator, denominator;
  if (loss == BetaLoss::frobenius) {
    numerator = at::matmul(X, O.t());
    denominator = at::matmul(F, at::matmul(O, O.t()));
  } else {
    numerator = at::matmul(X / at::clamp_min(at::matmul(F, O), 1.1920928955078125e-07), O.t());
    denominator = O.sum(1).expand_as(F);
  }
  denominator = denominator + l1 + l2 * F;
  return F * (numerator / at::where(at::eq(denominator, 0), 1.0, denominator));
}

TEST(Mu, StepsAreScikitLearns) {
  const at::Tensor X = dense(kX);
  for (const BetaLoss loss : kLosses) {
    for (const double alpha : {0.0, 0.002}) {
      FactorizationOptions options = mu(loss, 7, 0);
      options.dtype = Dtype::float64;
      options.alpha_W = alpha;
      options.alpha_H = alpha / 2;
      options.l1_ratio = 0.3;
      const Factorization start = factorize(kX, options);
      at::Tensor W = start.W, H = start.H;
      const double of_W = 300 * alpha, of_H = 60 * alpha / 2;
      const auto objective = [&] {
        const auto cost = [](const at::Tensor& F, double all) {
          return all * (0.3 * F.sum().item<double>() + 0.35 * F.square().sum().item<double>());
        };
        return distance(loss, kX, W, H) + cost(W, of_W) + cost(H, of_H);
      };
      EXPECT_NEAR(start.final.loss / objective(), 1, 1e-12);
      options.max_iter = 4;
      const Factorization f = factorize(kX, options);
      for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(f.history[i].loss / objective(), 1, 1e-12) << "iteration " << i;
        W = naive_update(loss, X, W, H, of_W * 0.3, of_W * 0.7);
        H = naive_update(loss, X.t(), H.t(), W.t(), of_H * 0.3, of_H * 0.7).t();
      }
      EXPECT_LT((f.H - H).abs().max().item<double>(), 1e-12);
    }
  }
}

TEST(Mu, NeverRisesAndReachesAStationaryPointOfPositiveFactors) {
  at::manual_seed(3);
  const CsrMatrix<double> positive = sparse(at::rand({12, 15}, at::kDouble) + 0.2);
  for (const BetaLoss loss : kLosses) {
    FactorizationOptions options = mu(loss, 5, 1000);
    options.dtype = Dtype::float64;
    const Factorization f = factorize(kX, options);
    expect_sound(kX, f, 1e-12, 1e-13);
    EXPECT_LT(f.final.kkt_residual.value(), f.history.front().kkt_residual.value() / 5);
    options.n_components = 2;
    options.max_iter = 20000;
    const Factorization g = factorize(positive, options);
    expect_sound(positive, g, 1e-12, 1e-13);
    EXPECT_LT(g.final.kkt_residual.value(), 1e-6);
  }
}

TEST(Mu, TheResidualIsAlwaysTheEuclideanOne) {
  const Factorization f = factorize(kX, mu(BetaLoss::kullback_leibler, 6, 30));
  EXPECT_NEAR(f.final.residual / test::residual(kX, f), 1, 1e-6);
  EXPECT_NEAR(f.final.loss / test::divergence(kX, f.W, f.H), 1, 1e-6);
}

TEST(Mu, OddShapesAndEveryStart) {
  for (const BetaLoss loss : kLosses) {
    for (const CsrMatrix<double>& X : test::odd_shapes()) {
      for (const std::int64_t K : {1, 2, 30}) {
        for (const Init init : test::starts_for(X, K)) {
          SCOPED_TRACE(testing::Message() << X.rows << " x " << X.columns << ", K " << K
                                          << ", init " << static_cast<int>(init));
          FactorizationOptions options = mu(loss, K, 40);
          options.init = init;
          const Factorization f = factorize(X, options);
          test::expect_non_negative(f);
          for (std::size_t i = 1; i < f.history.size(); ++i)
            EXPECT_LE(f.history[i].loss,
                      f.history[i - 1].loss + 1e-5 * (1 + static_cast<double>(X.stored())));
        }
      }
    }
  }
}

TEST(Mu, TinyAndHugeValues) {
  for (const double scale : {1e-30, 1e-12, 1e12}) {
    CsrMatrix<double> X = kX;
    for (double& value : X.value) value *= scale;
    FactorizationOptions options = mu(BetaLoss::frobenius, 5, 50);
    options.dtype = Dtype::float64;
    const Factorization f = factorize(X, options);
    expect_sound(X, f, 1e-12, 1e-13);
    EXPECT_LT(f.final.residual, 0.97 * at::norm(dense(X)).item<double>()) << scale;
  }
  CsrMatrix<double> X = kX;
  for (double& value : X.value) value *= 1e6;
  for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
    FactorizationOptions options = mu(BetaLoss::kullback_leibler, 5, 50);
    options.dtype = dtype;
    expect_sound(X, factorize(X, options), 1e-6, 1e-6);
  }
}

TEST(Mu, BitsDoNotDependOnTheThreads) {
  for (const BetaLoss loss : kLosses) {
    for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
      FactorizationOptions options = mu(loss, 33, 25);
      options.dtype = dtype;
      test::expect_same_bits_for_any_threads(kX, options);
    }
  }
}

/// Where scikit-learn's rule says, by the losses of a run without it.
TEST(Mu, StopsByScikitLearnsTolerance) {
  for (const BetaLoss loss : kLosses) {
    FactorizationOptions options = mu(loss, 5, 1000);
    const Factorization all = factorize(kX, options);
    const auto error = [&](std::size_t i) { return std::sqrt(2 * all.history[i].loss); };
    std::size_t expected = 10;
    while (error(expected - 10) - error(expected) >= 1e-3 * error(0)) expected += 10;
    options.tol = 1e-3;
    const Factorization f = factorize(kX, options);
    EXPECT_EQ(f.stop_reason, StopReason::tol);
    EXPECT_EQ(f.n_iter, static_cast<std::int64_t>(expected));
    EXPECT_EQ(std::ssize(f.history), f.n_iter);
  }
}

TEST(Mu, StopsWhereItIsTold) {
  test::expect_stops(kX, mu(BetaLoss::kullback_leibler, 5, 5000), 0.1);
}

TEST(Mu, RefusesNegativeValues) {
  CsrMatrix<double> X = kX;
  X.value[3] = -1;
  EXPECT_THROW(factorize(X, mu(BetaLoss::frobenius, 3, 3)), IoError);
}

TEST(Mu, CudaAgreesWithTheCpu_CUDA) {
  NMF_REQUIRE_CUDA();
  for (const BetaLoss loss : kLosses) {
    const Factorization cpu = factorize(kX, mu(loss, 7, 100), "cpu");
    const Factorization cuda = factorize(kX, mu(loss, 7, 100), "cuda:0");
    for (std::size_t i = 0; i < 20; ++i)
      EXPECT_NEAR(cuda.history[i].loss / cpu.history[i].loss, 1, 1e-4) << "iteration " << i;
    EXPECT_NEAR(cuda.final.residual / cpu.final.residual, 1, 1e-3);
    EXPECT_GE(cuda.W.min().item<double>(), 0);
  }
}

}  // namespace
}  // namespace nmf
