// Covers hals.cpp, solver.h, alternation.cpp, penalized_loss.cpp.
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/factorization/factorize.h"
#include "tests/factorization/solver_test.h"
#include "tests/support/cuda.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

FactorizationOptions hals(std::int64_t K, std::int64_t iterations) {
  return test::solver_options(Solver::hals, K, iterations);
}

using test::dense;
using test::expect_sound;
using test::residual;
using test::sparse;

const CsrMatrix<double> kX = test::random_matrix(60, 300, 0.05, 12);

/// The solver by loops over single entries: Ang & Gillis (2019), algorithm 2, where W is held
/// against the last one scaled to its column norms.
class NaiveHals {
 public:
  NaiveHals(at::Tensor X, at::Tensor W, at::Tensor H)
      : X_(std::move(X)), W_(W), H_(H), swept_W_(std::move(W)), swept_H_(std::move(H)) {
    best_ = loss(W_, H_);
    H_ = swept_H_ = swept(H_.t(), W_.t(), X_.t()).t();
  }

  double best() const { return best_; }
  std::int64_t restarts() const { return restarts_; }

  void step() {
    const at::Tensor W = swept(swept(W_, H_, X_), H_, X_);
    const double now = loss(W, H_);
    if (now > taken_) {
      ++restarts_;
      ceiling_ = fell_with_;
      beta_ /= 1.5;
      taken_ = INFINITY;
      W_ = swept_W_;
      H_ = swept_H_;
      return;
    }
    taken_ = now;
    best_ = std::min(best_, now);
    const at::Tensor growth = W.norm(2, {0}) / swept_W_.norm(2, {0});
    W_ = at::clamp_min(W + beta_ * (W - swept_W_ * growth), 0);
    const at::Tensor H = swept(H_.t(), W_.t(), X_.t()).t();
    H_ = at::clamp_min(H + beta_ * (H - swept_H_), 0);
    swept_W_ = W;
    swept_H_ = H;
    fell_with_ = beta_;
    ceiling_ = std::min(1.0, 1.01 * ceiling_);
    beta_ = std::min(ceiling_, 1.05 * beta_);
  }

 private:
  double loss(const at::Tensor& W, const at::Tensor& H) const {
    return (X_ - at::matmul(W, H)).square().sum().item<double>() / 2;
  }

  /// Each entry of F in turn at the minimum of ||A - F B||^2 with all others held.
  static at::Tensor swept(const at::Tensor& from, const at::Tensor& B, const at::Tensor& A) {
    at::Tensor F = from.clone();
    for (std::int64_t k = 0; k < F.size(1); ++k) {
      for (std::int64_t i = 0; i < F.size(0); ++i) {
        const at::Tensor rest = A[i] - at::mv(B.t(), F[i]) + F[i][k] * B[k];
        F[i][k] = at::clamp_min(at::dot(rest, B[k]) / at::dot(B[k], B[k]), 0);
      }
    }
    return F;
  }

  at::Tensor X_, W_, H_, swept_W_, swept_H_;
  double best_ = 0, taken_ = INFINITY, beta_ = 0.5, ceiling_ = 1, fell_with_ = 0.5;
  std::int64_t restarts_ = 0;
};

TEST(Hals, EveryStepIsThatOfANaiveLoop) {
  const CsrMatrix<double> X = test::random_matrix(12, 20, 0.4, 5);
  FactorizationOptions options = hals(4, 0);
  options.dtype = Dtype::float64;
  const Factorization start = factorize(X, options);
  NaiveHals naive(dense(X), start.W, start.H);
  options.max_iter = 40;
  const Factorization f = factorize(X, options);
  for (const Iteration& now : f.history) {
    EXPECT_NEAR(now.loss / naive.best(), 1, 1e-10) << "iteration " << now.iteration;
    naive.step();
  }
  EXPECT_GT(naive.restarts(), 0) << "no step of this test was refused";
}

TEST(Hals, OneIterationMovesBothFactors) {
  const Factorization start = factorize(kX, hals(5, 0)), one = factorize(kX, hals(5, 1));
  EXPECT_FALSE(at::equal(one.W, start.W));
  EXPECT_FALSE(at::equal(one.H, start.H));
  EXPECT_LT(one.final.loss, start.final.loss);
}

TEST(Hals, FindsAStationaryPoint) {
  FactorizationOptions options = hals(7, 3000);
  options.dtype = Dtype::float64;
  const Factorization f = factorize(kX, options);
  expect_sound(kX, f, 1e-12);
  ASSERT_TRUE(f.final.kkt_residual);
  EXPECT_LT(*f.final.kkt_residual, 1e-7);
  EXPECT_EQ(f.stop_reason, StopReason::max_iter);
  EXPECT_EQ(f.init, Init::random);
}

TEST(Hals, TheKktResidualIsThatOfTheContract) {
  FactorizationOptions options = hals(7, 20);
  options.dtype = Dtype::float64;
  const Factorization f = factorize(kX, options);
  EXPECT_NEAR(*f.final.kkt_residual / test::kkt_residual(kX, f), 1, 1e-9);
}

TEST(Hals, TheLossIsScikitLearnsObjective) {
  FactorizationOptions options = hals(5, 40);
  options.dtype = Dtype::float64;
  options.alpha_W = 0.0005;
  options.alpha_H = 0.001;
  options.l1_ratio = 0.3;
  const Factorization f = factorize(kX, options);
  const double D = 60, V = 300;
  const auto penalty = [](const at::Tensor& F, double alpha, double ratio) {
    return alpha *
           (ratio * F.sum().item<double>() + (1 - ratio) / 2 * F.square().sum().item<double>());
  };
  const double expected = residual(kX, f) * residual(kX, f) / 2 + V * penalty(f.W, 0.0005, 0.3) +
                          D * penalty(f.H, 0.001, 0.3);
  EXPECT_NEAR(f.final.loss / expected, 1, 1e-12);
  options.alpha_W = options.alpha_H.emplace(0.0);
  EXPECT_LT(factorize(kX, options).final.residual, f.final.residual);
}

TEST(Hals, RecoversPlantedFactors) {
  at::manual_seed(3);
  const at::Tensor W = at::clamp(at::randn({80, 4}, at::kDouble), 0);
  const at::Tensor H = at::clamp(at::randn({4, 120}, at::kDouble), 0);
  const CsrMatrix<double> X = sparse(at::matmul(W, H));
  FactorizationOptions options = hals(4, 2000);
  options.dtype = Dtype::float64;
  const Factorization f = factorize(X, options);
  expect_sound(X, f);
  EXPECT_LT(f.final.residual / at::norm(dense(X)).item<double>(), 1e-4);
  // Each row of H is one of the planted ones, but for its scale.
  const auto unit = [](const at::Tensor& rows) { return rows / rows.norm(2, {1}, true); };
  const at::Tensor cosine = at::matmul(unit(f.H), unit(H).t());
  EXPECT_GT(std::get<0>(cosine.max(1)).min().item<double>(), 0.999);
  EXPECT_GT(std::get<0>(cosine.max(0)).min().item<double>(), 0.999);
}

TEST(Hals, OddShapes) {
  for (const CsrMatrix<double>& X : test::odd_shapes()) {
    for (const std::int64_t K : {1, 2, 30}) {
      SCOPED_TRACE(testing::Message() << X.rows << " x " << X.columns << ", K " << K);
      const Factorization f = factorize(X, hals(K, 60));
      expect_sound(X, f, 2e-6);
      EXPECT_EQ(f.W.sizes(), (std::vector<std::int64_t>{X.rows, K}));
      EXPECT_EQ(f.H.sizes(), (std::vector<std::int64_t>{K, X.columns}));
    }
  }
}

TEST(Hals, ExactFit) {
  const CsrMatrix<double> X = sparse(at::full({6, 9}, 2.5, at::kDouble));
  for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
    FactorizationOptions options = hals(3, 300);
    options.dtype = dtype;
    const Factorization f = factorize(X, options);
    expect_sound(X, f);
    EXPECT_LT(f.final.residual, dtype == Dtype::float64 ? 1e-9 : 1e-4);
  }
}

TEST(Hals, TinyAndHugeValues) {
  for (const double scale : {1e-30, 1e-12, 1e12}) {
    CsrMatrix<double> X = kX;
    for (double& value : X.value) value *= scale;
    FactorizationOptions options = hals(5, 50);
    options.dtype = Dtype::float64;
    const Factorization f = factorize(X, options);
    expect_sound(X, f, 1e-12);
    EXPECT_LT(f.final.residual, 0.95 * at::norm(dense(X)).item<double>()) << scale;
  }
}

TEST(Hals, BitsDoNotDependOnTheThreads) {
  for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
    FactorizationOptions options = hals(33, 25);
    options.dtype = dtype;
    test::expect_same_bits_for_any_threads(kX, options);
  }
}

TEST(Hals, WIsSolvedForTheHThatItEndsWith) {
  FactorizationOptions options = hals(6, 5);  // far from done
  options.dtype = Dtype::float64;
  test::expect_w_solved(kX, factorize(kX, options));
}

TEST(Hals, StopsWhereItIsTold) {
  FactorizationOptions options = hals(5, 5000);
  options.tol = 1e-3;
  const Factorization by_tol = factorize(kX, options);
  EXPECT_EQ(by_tol.stop_reason, StopReason::tol);
  EXPECT_LT(by_tol.n_iter, 5000);
  EXPECT_EQ(std::ssize(by_tol.history), by_tol.n_iter);

  options.tol = 0;
  test::expect_stops(kX, options, 1e-2);
}

// Of a start that is good already the first violation is rounding.
TEST(Hals, StopsAtAStartThatIsGoodAlready) {
  FactorizationOptions options = hals(1, 500);
  options.tol = 1e-4;
  options.init = Init::nndsvda;
  const Factorization one = factorize(kX, options);
  EXPECT_EQ(one.stop_reason, StopReason::tol);
  EXPECT_LT(one.n_iter, 50);
}

TEST(Hals, KeepsTheBestOfSeveralStarts) {
  FactorizationOptions options = hals(6, 60);
  double best = INFINITY;
  for (options.seed = 0; options.seed < 4; ++options.seed)
    best = std::min(best, factorize(kX, options).final.loss);
  options.seed = 0;
  options.n_init = 4;
  std::vector<std::int64_t> first_iterations;
  const Factorization f = factorize(kX, options, "cpu", 0, [&](const Iteration& now) {
    if (now.iteration == 0) first_iterations.push_back(now.run);
    return true;
  });
  EXPECT_EQ(first_iterations, (std::vector<std::int64_t>{0, 1, 2, 3}));
  EXPECT_EQ(f.runs, 4);
  EXPECT_EQ(f.final.loss, best);
  options.seed = f.seed;
  options.n_init = 1;
  EXPECT_EQ(factorize(kX, options).final.loss, best);
}

TEST(Hals, BeginsNoOtherStartOnceTheTimeIsUp) {
  FactorizationOptions options = hals(6, 1 << 30);
  options.max_seconds = 0.05;
  options.n_init = 1000;
  const Factorization f = factorize(kX, options);
  EXPECT_EQ(f.runs, 1);
  EXPECT_EQ(f.stop_reason, StopReason::max_seconds);
  options.max_iter = 1;  // many short ones, then none
  options.max_seconds = 1;
  options.n_init = 1 << 30;
  EXPECT_GT(factorize(kX, options).runs, 1);
}

// Without curvature and at a price an entry has its minimum at 0.
TEST(Hals, ALargePenaltyEmptiesBothFactors) {
  FactorizationOptions options = hals(4, 50);
  options.alpha_W = 50;
  options.l1_ratio = 1;
  options.tol = 1e-4;
  double square = 0;
  for (const double x : kX.value) square += x * x;
  for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
    options.dtype = dtype;
    const Factorization f = factorize(kX, options);
    EXPECT_EQ(f.W.max().item<double>(), 0);
    EXPECT_EQ(f.H.max().item<double>(), 0);
    EXPECT_NEAR(f.final.loss, square / 2, 1e-4 * square);
    EXPECT_EQ(f.final.kkt_residual, 0.0);
    EXPECT_EQ(f.stop_reason, StopReason::tol);
  }
}

TEST(Hals, RefusesPenaltiesBeyondTheDtype) {
  FactorizationOptions options = hals(3, 3);
  options.alpha_W = 0;
  options.alpha_H = 1e38;
  EXPECT_NE(test::message_of<ConfigError>([&] {
              factorize(kX, options);
            }).find("factorization.alpha_H: got 1e+38"),
            std::string::npos);
  options.dtype = Dtype::float64;
  EXPECT_TRUE(std::isfinite(factorize(kX, options).final.loss));
}

TEST(Hals, RefusesNegativeValues) {
  CsrMatrix<double> X = kX;
  X.value[3] = -1;
  EXPECT_THROW(factorize(X, hals(3, 3)), IoError);
}

TEST(Hals, NoIterationsReturnTheStart) {
  const Factorization f = factorize(kX, hals(4, 0));
  EXPECT_TRUE(f.history.empty());
  EXPECT_NEAR(f.final.residual / residual(kX, f), 1, 1e-6);
}

TEST(Hals, CudaAgreesWithTheCpu_CUDA) {
  NMF_REQUIRE_CUDA();
  const Factorization cpu = factorize(kX, hals(7, 100), "cpu");
  const Factorization cuda = factorize(kX, hals(7, 100), "cuda:0");
  for (std::size_t i = 0; i < 20; ++i)
    EXPECT_NEAR(cuda.history[i].loss / cpu.history[i].loss, 1, 1e-4) << "iteration " << i;
  EXPECT_NEAR(cuda.final.residual / cpu.final.residual, 1, 1e-3);
  EXPECT_GE(cuda.W.min().item<double>(), 0);
}

}  // namespace
}  // namespace nmf
