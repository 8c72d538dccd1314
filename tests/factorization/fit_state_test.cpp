// Covers fit_state.cpp, and visit_state of every solver.
#include "nmf/factorization/fit_state.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "nmf/core/error.h"
#include "tests/support/cuda.h"
#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

const CsrMatrix<double> kX = test::random_matrix(60, 300, 0.05, 12);

FactorizationOptions of(Solver solver, std::int64_t iterations) {
  FactorizationOptions options;
  options.solver = solver;
  options.n_components = 7;
  options.init = solver == Solver::adam ? Init::normal : Init::random;
  options.max_iter = iterations;
  options.tol = 0;
  if (solver == Solver::scd) options.beta_loss = BetaLoss::kullback_leibler;
  return options;
}

/// A state that outlives its fit, with all that has to be saved of it.
FitState kept(const FitState& state) {
  FitState copy = state;
  for (Iteration& now : copy.history) now.run = -1;
  for (auto& [name, tensor] : copy.solver.tensors) tensor = tensor.cpu().clone();
  if (copy.best) {
    copy.best->W = copy.best->W.detach().cpu().clone();
    copy.best->H = copy.best->H.detach().cpu().clone();
    copy.best->engine = Engine::automatic;
    copy.best->init = Init::automatic;
    copy.best->final.run = -1;
    for (Iteration& now : copy.best->history) now.run = -1;
  }
  return copy;
}

std::vector<FitState> states_of(const FactorizationOptions& options, std::int64_t every,
                                const std::string& device = "cpu") {
  std::vector<FitState> states;
  factorize(kX, options, device, 0, {},
            {every, [&](const FitState& state) { states.push_back(kept(state)); }, {}});
  return states;
}

Factorization resumed(const FactorizationOptions& options, const FitState& from,
                      const std::string& device = "cpu") {
  return factorize(kX, options, device, 2, {}, {0, {}, kept(from)});
}

/// All that an iteration measured but its seconds.
void expect_same(const Iteration& a, const Iteration& b) {
  EXPECT_EQ(a.iteration, b.iteration);
  EXPECT_EQ(a.run, b.run);
  EXPECT_EQ(a.loss, b.loss) << "iteration " << a.iteration;
  EXPECT_EQ(a.residual, b.residual) << "iteration " << a.iteration;
  EXPECT_EQ(a.penalty, b.penalty) << "iteration " << a.iteration;
  EXPECT_EQ(a.kkt_residual, b.kkt_residual) << "iteration " << a.iteration;
}

void expect_same(const Factorization& a, const Factorization& b) {
  EXPECT_TRUE(at::equal(a.W, b.W));
  EXPECT_TRUE(at::equal(a.H, b.H));
  EXPECT_EQ(a.H.strides(), b.H.strides());
  EXPECT_EQ(a.W.requires_grad(), b.W.requires_grad());
  EXPECT_EQ(a.H.requires_grad(), b.H.requires_grad());
  EXPECT_EQ(a.n_iter, b.n_iter);
  EXPECT_EQ(a.stop_reason, b.stop_reason);
  EXPECT_EQ(a.engine, b.engine);
  EXPECT_EQ(a.init, b.init);
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.runs, b.runs);
  expect_same(a.final, b.final);
  ASSERT_EQ(a.history.size(), b.history.size());
  for (std::size_t i = 0; i < a.history.size(); ++i) expect_same(a.history[i], b.history[i]);
}

/// From each state the fit ends as if it had never stopped.
void expect_exact(const FactorizationOptions& options, std::int64_t every = 1,
                  std::size_t at_least = 1) {
  const Factorization whole = factorize(kX, options);
  const std::vector<FitState> states = states_of(options, every);
  ASSERT_GE(states.size(), at_least);
  for (const FitState& state : states) {
    SCOPED_TRACE(testing::Message()
                 << "run " << state.run << ", " << state.history.size() << " iterations done");
    expect_same(resumed(options, state), whole);
  }
}

TEST(FitState, Hals) {
  for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
    FactorizationOptions options = of(Solver::hals, 60);  // long enough for rises and restarts
    options.dtype = dtype;
    options.alpha_W = 0.0001;
    options.l1_ratio = 0.5;
    expect_exact(options, 1, 59);
  }
}

TEST(FitState, HalsFromTheStartThatAutoTakes) {
  FactorizationOptions options = of(Solver::hals, 12);
  options.init = Init::automatic;
  expect_exact(options, 5, 2);
}

TEST(FitState, Mu) {
  for (const BetaLoss loss : {BetaLoss::frobenius, BetaLoss::kullback_leibler}) {
    FactorizationOptions options = of(Solver::mu, 25);
    options.beta_loss = loss;
    expect_exact(options, 1, 24);
  }
}

TEST(FitState, Scd) {
  for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
    FactorizationOptions options = of(Solver::scd, 15);
    options.dtype = dtype;
    expect_exact(options, 1, 14);
  }
}

TEST(FitState, Adam) {
  for (const Engine engine : {Engine::gram, Engine::dense}) {
    for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
      FactorizationOptions options = of(Solver::adam, 20);
      options.engine = engine;
      options.dtype = dtype;
      options.penalty = 10;
      expect_exact(options, 1, 19);
    }
  }
}

TEST(FitState, ProjectedAdam) {
  FactorizationOptions options = of(Solver::adam, 25);
  options.projection = true;
  options.kkt_tol = 1e-9;
  expect_exact(options, 1, 24);
}

TEST(FitState, TheRuleThatEndsAFitEndsItAtTheSameIteration) {
  FactorizationOptions hals = of(Solver::hals, 5000);
  hals.tol = 1e-2;
  FactorizationOptions mu = of(Solver::mu, 5000);
  mu.tol = 1e-2;
  FactorizationOptions scd = of(Solver::scd, 5000);
  scd.tol = 1e-2;
  FactorizationOptions adam = of(Solver::adam, 5000);
  adam.tol = 0.05;
  for (const FactorizationOptions& options : {hals, mu, scd, adam}) {
    const Factorization whole = factorize(kX, options);
    ASSERT_EQ(whole.stop_reason, StopReason::tol);
    const std::int64_t half = std::max(std::int64_t{1}, whole.n_iter / 2);
    for (const std::int64_t every : {half, std::max(half, whole.n_iter - 1)})
      expect_exact(options, every);
  }
  hals.tol = 0;
  hals.kkt_tol = 1e-2;
  expect_exact(hals, 7);
}

TEST(FitState, RunsStillToComeAndTheBestOfThoseBefore) {
  for (const Solver solver : {Solver::hals, Solver::mu, Solver::adam}) {
    FactorizationOptions options = of(solver, 6);
    options.n_init = 3;
    for (options.seed = 0; options.seed < 4; ++options.seed) expect_exact(options, 2, 6);
  }
}

TEST(FitState, SecondsGoOn) {
  const FactorizationOptions options = of(Solver::hals, 6);
  FitState state = states_of(options, 3).front();
  state.seconds = 1000;
  const Factorization f = resumed(options, state);
  EXPECT_LT(f.history[2].seconds, 1000);
  EXPECT_GE(f.history[3].seconds, 1000);
  EXPECT_GE(f.final.seconds, f.history[5].seconds);
}

TEST(FitState, AnInterruptionSavesTheIterationThatItCameAt) {
  const FactorizationOptions options = of(Solver::hals, 10);
  std::vector<FitState> states;
  const auto stop_at = [](const Iteration& now) { return now.iteration < 4; };
  const auto keep = [&](const FitState& state) { states.push_back(kept(state)); };
  EXPECT_THROW(factorize(kX, options, "cpu", 0, stop_at, {100, keep, {}}), Interrupted);
  ASSERT_EQ(states.size(), 1U);
  EXPECT_EQ(states[0].history.size(), 5U);
  expect_same(resumed(options, states[0]), factorize(kX, options));

  EXPECT_THROW(factorize(kX, options, "cpu", 0, stop_at, {0, keep, {}}), Interrupted);
  EXPECT_EQ(states.size(), 1U) << "saved though no states were asked for";
}

TEST(FitState, AtTheLastIterationOfAllThereIsNothingToGoOnWith) {
  EXPECT_EQ(states_of(of(Solver::hals, 6), 3).size(), 2U);
  FactorizationOptions options = of(Solver::hals, 500);
  options.tol = 1e-2;
  const std::int64_t n_iter = factorize(kX, options).n_iter;
  ASSERT_LT(n_iter, 500);
  EXPECT_EQ(std::ssize(states_of(options, 1)), n_iter - 1);
}

void expect_refused(const FactorizationOptions& options, const FitState& good,
                    const std::function<void(FitState&)>& damage, const std::string& what) {
  FitState state = kept(good);
  damage(state);
  try {
    factorize(kX, options, "cpu", 0, {}, {0, {}, std::move(state)});
    FAIL() << what << ": nothing was thrown";
  } catch (const ModelError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr(what));
  }
}

TEST(FitState, RefusesWhatIsNoStateOfTheFit) {
  for (const Solver solver : {Solver::hals, Solver::mu, Solver::scd, Solver::adam}) {
    const FactorizationOptions options = of(solver, 6);
    const FitState good = states_of(options, 3).front();
    const auto refused = [&](const std::function<void(FitState&)>& damage, const char* what) {
      expect_refused(options, good, damage, what);
    };
    refused([](FitState& s) { s.run = 1; }, "run");
    refused([](FitState& s) { s.run = -1; }, "run");
    refused([](FitState& s) { s.history.clear(); }, "history");
    refused([](FitState& s) { s.history.resize(7); }, "history");
    refused([](FitState& s) { s.seconds = std::nan(""); }, "seconds");
    refused([](FitState& s) { s.seconds = -1; }, "seconds");
    refused([](FitState& s) { s.best.emplace(); }, "best");
    refused([](FitState& s) { s.solver.tensors["W"] = at::zeros({60, 8}); }, "W, Ht");
    refused([](FitState& s) { s.solver.tensors["Ht"] = at::zeros({300}); }, "W, Ht");
    refused([](FitState& s) { s.solver.tensors["W"] = at::zeros({60, 7}, at::kDouble); }, "W, Ht");
    for (const auto& [name, tensor] : good.solver.tensors) {
      refused([&, key = name](FitState& s) { s.solver.tensors.erase(key); }, "state of the");
      refused(
          [&, key = name](FitState& s) {
            s.solver.tensors[key] = at::zeros({60, 6});
          },
          "state of the");
    }
    for (const auto& [name, number] : good.solver.numbers)
      refused([&, key = name](FitState& s) { s.solver.numbers.erase(key); }, name.c_str());
  }
}

TEST(FitState, RefusesCountsThatAreNone) {
  const FactorizationOptions options = of(Solver::adam, 6);
  const FitState good = states_of(options, 3).front();
  for (const double count : {-1.0, 1e300, std::nan("")})
    expect_refused(
        options, good, [&](FitState& s) { s.solver.numbers["W steps"] = count; }, "W steps");
}

TEST(FitState, GoesOnOnACard_CUDA) {
  NMF_REQUIRE_CUDA();
  for (const Solver solver : {Solver::hals, Solver::mu, Solver::adam}) {
    FactorizationOptions options = of(solver, 12);
    options.n_init = 2;
    const Factorization whole = factorize(kX, options, "cuda:0");
    for (const FitState& state : states_of(options, 5, "cuda:0")) {
      const Factorization f = resumed(options, state, "cuda:0");
      EXPECT_TRUE(f.W.is_cuda());
      EXPECT_EQ(f.seed, whole.seed);
      EXPECT_NEAR(f.final.loss / whole.final.loss, 1, 1e-5);
    }
  }
}

}  // namespace
}  // namespace nmf
