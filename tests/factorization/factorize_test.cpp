// Covers adam.cpp, factorize.cpp.
#include "nmf/factorization/factorize.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "nmf/core/error.h"
#include "tests/support/cuda.h"
#include "tests/support/random_matrix.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

FactorizationOptions small(std::int64_t iterations) {
  FactorizationOptions options;
  options.solver = Solver::adam;
  options.n_components = 7;
  options.seed = 5;
  options.max_iter = iterations;
  options.tol = 0;
  options.betas = {0.9, 0.9};
  options.penalty = 10;
  return options;
}

const CsrMatrix<double> kX = test::random_matrix(60, 300, 0.05, 12);

/// The dense engine with torch::optim::Adam and the Gram engine with FusedAdam take the same path.
void expect_engines_agree(Dtype dtype, const std::string& device, double tolerance) {
  FactorizationOptions options = small(50);
  options.dtype = dtype;
  options.engine = Engine::dense;
  const Factorization dense = factorize(kX, options, device);
  options.engine = Engine::gram;
  const Factorization gram = factorize(kX, options, device);
  ASSERT_EQ(dense.history.size(), 50U);
  ASSERT_EQ(gram.history.size(), 50U);
  for (std::size_t i = 0; i < 50; ++i)
    EXPECT_NEAR(gram.history[i].loss / dense.history[i].loss, 1, tolerance) << "epoch " << i;
  EXPECT_LE((gram.W - dense.W).abs().max().item<double>(), 100 * tolerance);
  EXPECT_LE((gram.H - dense.H).abs().max().item<double>(), 100 * tolerance);
}

TEST(Factorize, EnginesAgreeOverFiftyEpochs) {
  expect_engines_agree(Dtype::float64, "cpu", 1e-10);
  expect_engines_agree(Dtype::float32, "cpu", 2e-6);
}
TEST(Factorize, EnginesAgreeOverFiftyEpochs_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_engines_agree(Dtype::float32, "cuda:0", 1e-5);
}

TEST(Factorize, CudaAgreesWithTheCpu_CUDA) {
  NMF_REQUIRE_CUDA();
  const Factorization cpu = factorize(kX, small(50), "cpu");
  const Factorization cuda = factorize(kX, small(50), "cuda:0");
  for (std::size_t i = 0; i < 50; ++i)
    EXPECT_NEAR(cuda.history[i].loss / cpu.history[i].loss, 1, 1e-5) << "epoch " << i;
}

TEST(Factorize, AutomaticTakesGramAndNormal) {
  const Factorization got = factorize(kX, small(1));
  EXPECT_EQ(got.engine, Engine::gram);
  EXPECT_EQ(got.init, Init::normal);
  EXPECT_TRUE(got.W.is_leaf() && got.W.requires_grad());
  EXPECT_TRUE(got.H.is_leaf() && got.H.requires_grad());
}

TEST(Factorize, BitsDoNotDependOnTheThreads) {
  for (const Engine engine : {Engine::gram, Engine::dense}) {
    FactorizationOptions options = small(30);
    options.engine = engine;
    const Factorization one = factorize(kX, options, "cpu", 1);
    const Factorization three = factorize(kX, options, "cpu", 3);
    EXPECT_TRUE(at::equal(one.W, three.W));
    EXPECT_TRUE(at::equal(one.H, three.H));
    EXPECT_EQ(one.history.back().loss, three.history.back().loss);
    EXPECT_EQ(one.final.residual, three.final.residual);
  }
}

TEST(Factorize, ConvergesAndMeasuresTheFactorsItReturns) {
  FactorizationOptions options = small(400);
  options.lr = 0.01;
  const Factorization got = factorize(kX, options);
  EXPECT_EQ(got.n_iter, 400);
  EXPECT_EQ(got.stop_reason, StopReason::max_iter);
  EXPECT_LT(got.final.loss, 0.9 * got.history.front().loss);
  at::Tensor X = at::zeros({kX.rows, kX.columns}, at::kDouble);
  for (std::int64_t r = 0; r < kX.rows; ++r)
    for (auto i = kX.row_start[static_cast<std::size_t>(r)];
         i < kX.row_start[static_cast<std::size_t>(r) + 1]; ++i)
      X[r][kX.column[static_cast<std::size_t>(i)]] = kX.value[static_cast<std::size_t>(i)];
  const at::Tensor W = got.W.detach().to(at::kDouble), H = got.H.detach().to(at::kDouble);
  const double residual = at::norm(X - at::matmul(W, H)).item<double>();
  EXPECT_NEAR(got.final.residual / residual, 1, 1e-6);
}

TEST(Factorize, ToleranceStopsEarlyAndSaysSo) {
  FactorizationOptions options = small(10000);
  options.tol = 0.05;
  const Factorization got = factorize(kX, options);
  EXPECT_EQ(got.stop_reason, StopReason::tol);
  EXPECT_LT(got.n_iter, 10000);
  EXPECT_EQ((got.n_iter - 1) % 10, 0);
  EXPECT_EQ(static_cast<std::int64_t>(got.history.size()), got.n_iter);
}

TEST(Factorize, NoIterationsReturnTheStart) {
  const Factorization got = factorize(kX, small(0));
  EXPECT_EQ(got.n_iter, 0);
  EXPECT_TRUE(got.history.empty());
  EXPECT_GT(got.final.residual, 0);
}

TEST(Factorize, TheCallbackSeesEveryIterationAndCanStop) {
  std::vector<std::int64_t> seen;
  EXPECT_THROW(factorize(kX, small(100), "cpu", 0,
                         [&](const Iteration& now) {
                           seen.push_back(now.iteration);
                           return now.iteration < 3;
                         }),
               Interrupted);
  EXPECT_EQ(seen, (std::vector<std::int64_t>{0, 1, 2, 3}));
}

TEST(Factorize, ALossThatIsNoNumberStopsAtOnceAndNamesTheIteration) {
  for (const Engine engine : {Engine::gram, Engine::dense}) {
    FactorizationOptions options = small(100);
    options.engine = engine;
    options.lr = 1e30;
    try {
      factorize(kX, options);
      FAIL() << "nothing was thrown";
    } catch (const ConfigError& error) {
      EXPECT_THAT(error.what(),
                  testing::ContainsRegex("the loss is (nan|infinite) at iteration 1 "));
      EXPECT_THAT(error.what(), testing::HasSubstr("lower factorization.lr (got 1e+30)"));
    }
  }
}

TEST(Factorize, RefusesBadInput) {
  CsrMatrix<double> X = kX;
  X.value[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(factorize(X, small(1)), IoError);
  EXPECT_EQ(test::message_of<IoError>([] {
              factorize({0, 5, {0}, {}, {}}, small(1));
            }),
            "X is 0 documents x 5 terms: there is nothing to factorize");
  EXPECT_EQ(test::message_of<IoError>([] {
              factorize({1, 0, {0, 0}, {}, {}}, small(1));
            }),
            "X is 1 document x 0 terms: there is nothing to factorize");
  FactorizationOptions options = small(1);
  options.n_components = 0;
  EXPECT_THROW(factorize(kX, options), ConfigError);
  options.n_components = std::int64_t{1} << 60;
  EXPECT_THROW(factorize(kX, options), DeviceError);
}

TEST(Factorize, MatricesOfOneAndOfZeros) {
  for (const Engine engine : {Engine::gram, Engine::dense}) {
    FactorizationOptions options = small(20);
    options.engine = engine;
    const Factorization one = factorize({1, 1, {0, 1}, {0}, {0.5}}, options);
    EXPECT_LT(one.final.residual, 0.5);
    const Factorization zeros = factorize({2, 3, {0, 0, 0}, {}, {}}, options);
    EXPECT_TRUE(std::isfinite(zeros.final.loss));
  }
}

TEST(Factorize, RefusesAnXOfNextToNothing) {
  CsrMatrix<double> X = test::random_matrix(12, 9, 0.5, 3);
  FactorizationOptions options;
  options.n_components = 2;
  options.solver = Solver::hals;
  const auto message = [&](double scale) -> std::string {
    CsrMatrix<double> scaled = X;
    for (double& value : scaled.value) value *= scale;
    try {
      factorize(scaled, options);
    } catch (const IoError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message(1e-7), "");
  EXPECT_THAT(message(1e-12), testing::ContainsRegex(
                                  "^the largest value of X is [0-9.]+e-1[23], expected more than "
                                  "9.31e-10 for float32: scale X up, or set "
                                  "factorization.dtype: float64$"));
  EXPECT_EQ(message(0), "");
  options.dtype = Dtype::float64;
  EXPECT_EQ(message(1e-30), "");
  EXPECT_THAT(message(1e-70), testing::EndsWith("for float64: scale X up"));
  options.solver = Solver::scd;
  options.beta_loss = BetaLoss::kullback_leibler;
  EXPECT_THAT(message(1e-8),
              testing::EndsWith("1.19e-07 for the Kullback-Leibler divergence: scale X up"));
}

}  // namespace
}  // namespace nmf
