#include "nmf/factorization/options.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>

#include "nmf/core/error.h"

namespace nmf {
namespace {

std::string message(const std::function<void(FactorizationOptions&)>& change) {
  FactorizationOptions options;
  change(options);
  try {
    validate(options);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return {};
}

TEST(FactorizationOptions, DefaultsAreValid) {
  EXPECT_EQ(message([](auto&) {}), "");
}

TEST(FactorizationOptions, EveryRangeIsChecked) {
  EXPECT_EQ(message([](auto& o) { o.n_components = 0; }),
            "factorization.n_components: got 0, expected an integer >= 1");
  EXPECT_EQ(message([](auto& o) { o.max_iter = -1; }),
            "factorization.max_iter: got -1, expected an integer >= 0");
  EXPECT_EQ(message([](auto& o) { o.tol = -1; }),
            "factorization.tol: got -1, expected a number >= 0");
  EXPECT_EQ(message([](auto& o) { o.init_std = 0; }),
            "factorization.init_std: got 0, expected a number > 0");
  EXPECT_EQ(message([](auto& o) { o.lr = std::numeric_limits<double>::quiet_NaN(); }),
            "factorization.lr: got nan, expected a number > 0");
  EXPECT_EQ(message([](auto& o) { o.betas[1] = 1; }),
            "factorization.betas: got 1, expected two numbers >= 0 and < 1");
  EXPECT_EQ(message([](auto& o) { o.eps = -1e-8; }),
            "factorization.eps: got -1e-08, expected a number >= 0");
  EXPECT_EQ(message([](auto& o) { o.penalty = std::numeric_limits<double>::infinity(); }),
            "factorization.penalty: got inf, expected a number >= 0");
}

TEST(FactorizationOptions, ProjectionIsOfAdamWithoutAPenalty) {
  EXPECT_EQ(message([](auto& o) { o.projection = true; }),
            "factorization.projection: has no meaning but with solver adam");
  const auto adam = [](double penalty) {
    return [penalty](FactorizationOptions& o) {
      o.solver = Solver::adam;
      o.projection = true;
      o.penalty = penalty;
    };
  };
  EXPECT_EQ(message(adam(0)), "");
  EXPECT_EQ(message(adam(2.5)),
            "factorization.penalty: got 2.5, expected 0 with projection, which leaves no negative "
            "entries to penalize");
  for (const bool of_W : {true, false})
    EXPECT_EQ(message([&](auto& o) {
                o.solver = Solver::adam;
                if (of_W) o.alpha_W = 0.1;
                if (!of_W) o.alpha_H = 0.1;
              }),
              "factorization.alpha_W, alpha_H: have no meaning with solver adam");
}

TEST(FactorizationOptions, SignsAreOfAdamWithoutProjection) {
  FactorizationOptions options;
  for (const Solver solver : {Solver::hals, Solver::mu, Solver::scd, Solver::adam}) {
    options.solver = solver;
    EXPECT_EQ(keeps_signs(options), solver == Solver::adam);
  }
  options.projection = true;
  EXPECT_FALSE(keeps_signs(options));
}

TEST(FactorizationOptions, AFileIsOneStart) {
  EXPECT_EQ(message([](auto& o) { o.init = Init::file; }),
            "factorization.init: got no path of factors");
  EXPECT_EQ(message([](auto& o) {
              o.init = Init::file;
              o.init_file = std::string(1, 'a');
            }),
            "");
  EXPECT_EQ(message([](auto& o) {
              o.init = Init::file;
              o.init_file = std::string(1, 'a');
              o.n_init = 3;
            }),
            "factorization.n_init: got 3, expected 1 with a file of factors (init), nothing about "
            "which is random");
}

TEST(FactorizationOptions, ALossThatTheSolverDoesNotMinimizeIsRefused) {
  EXPECT_EQ(message([](auto& o) { o.solver = Solver::scd; }),
            "factorization.solver: scd minimizes the Kullback-Leibler divergence alone; give "
            "factorization.beta_loss: kullback-leibler, or take solver hals or mu");
  for (const Solver solver : {Solver::hals, Solver::adam})
    EXPECT_EQ(message([&](auto& o) {
                o.solver = solver;
                o.beta_loss = BetaLoss::kullback_leibler;
              }),
              std::string("factorization.beta_loss: solver ") +
                  (solver == Solver::hals ? "hals" : "adam") +
                  " can't minimize kullback-leibler; take solver mu or scd");
  for (const Solver solver : {Solver::mu, Solver::scd})
    EXPECT_EQ(message([&](auto& o) {
                o.solver = solver;
                o.beta_loss = BetaLoss::kullback_leibler;
              }),
              "");
}

}  // namespace
}  // namespace nmf
