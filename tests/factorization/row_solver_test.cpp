// Covers row_solver.cpp, row_block.h, least_squares_rows.h, divergence_row.cpp, divergence_rows.h.
#include "nmf/factorization/row_solver.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "nmf/factorization/factorize.h"
#include "tests/factorization/solver_test.h"
#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

using test::dense;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Topics of any kind: one is zero, one is there twice, one is the sum of two.
at::Tensor topics(std::int64_t K, std::int64_t V, at::ScalarType type, std::uint32_t seed) {
  at::Tensor H = dense(test::random_matrix(K, V, 0.3, seed));
  if (K > 5) {
    H[1].zero_();
    H[3].copy_(H[2]);
    H[5].copy_(H[0] + H[4]);
  }
  return H.to(type);
}

/// The gradient of the objective, by dense algebra in float64.
at::Tensor gradient(const at::Tensor& X, const at::Tensor& W, const at::Tensor& H,
                    const RowObjective& objective) {
  const at::Tensor WH = at::matmul(W, H);
  at::Tensor gradient;
  if (objective.beta_loss == BetaLoss::kullback_leibler)
    gradient = H.sum(1).unsqueeze(0) - at::matmul(X / at::clamp_min(WH, 1e-30), H.t());
  else
    gradient = at::matmul(WH - X, H.t());
  return gradient + objective.l1 + objective.l2 * W;
}

/// The largest violation of the conditions of a minimum over W >= 0, relative to X H^T.
double violation(const CsrMatrix<double>& X, const SolvedRows& rows, const at::Tensor& H,
                 const RowObjective& objective) {
  const at::Tensor W = rows.W.to(at::kDouble), wide = H.to(at::kDouble);
  const at::Tensor g = gradient(dense(X), W, wide, objective);
  const at::Tensor projected = at::where(at::gt(W, 0), g, at::clamp_max(g, 0));
  const at::Tensor scale = objective.beta_loss == BetaLoss::kullback_leibler
                               ? wide.sum()
                               : at::matmul(dense(X), wide.t()).abs().max();
  return (projected.abs().max() / scale).item<double>();
}

struct Case {
  const char* name;
  at::ScalarType type;
  RowObjective objective;
  double enough;
};

const Case kCases[] = {
    {"float64", at::kDouble, {}, 1e-13},
    {"float32", at::kFloat, {}, 1e-6},
    {"penalties", at::kDouble, {BetaLoss::frobenius, 0.05, 0.2, kInfinity}, 1e-13},
    {"divergence, float64", at::kDouble, {BetaLoss::kullback_leibler, 0, 0, kInfinity}, 1e-11},
    {"divergence, float32", at::kFloat, {BetaLoss::kullback_leibler, 0, 0, kInfinity}, 1e-6},
    {"divergence, penalties",
     at::kDouble,
     {BetaLoss::kullback_leibler, 0.05, 0.2, kInfinity},
     1e-11},
};

TEST(RowSolver, EveryRowIsAtItsMinimum) {
  const CsrMatrix<double> X = test::random_matrix(150, 80, 0.15, 5);
  for (const Case& c : kCases) {
    for (const std::int64_t K : {1, 3, 17, 60, 100}) {
      SCOPED_TRACE(c.name + std::string(", K = ") + std::to_string(K));
      const at::Tensor H = topics(K, 80, c.type, 7);
      const auto solver = make_row_solver(H, c.objective, Threads(1));
      const SolvedRows rows = solve_rows(*solver, X, Threads(1));
      EXPECT_EQ(rows.W.scalar_type(), c.type);
      ASSERT_EQ(rows.W.sizes(), (at::IntArrayRef{150, K}));
      EXPECT_TRUE(at::isfinite(rows.W).all().item<bool>());
      EXPECT_GE(rows.W.min().item<double>(), 0);
      EXPECT_LT(violation(X, rows, H, c.objective), c.enough);
    }
  }
}

TEST(RowSolver, ARowDependsOnNothingButItself) {
  const CsrMatrix<double> X = test::random_matrix(211, 700, 0.3, 8);  // also rows swept alone
  std::vector<Case> cases(std::begin(kCases), std::end(kCases));
  cases.push_back({"all signs", at::kDouble, {BetaLoss::frobenius, 0, 0, 0.4}, 0});
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto solver = make_row_solver(topics(23, 700, c.type, 9), c.objective, Threads(3));
    const SolvedRows all = solve_rows(*solver, X, Threads(1));
    const SolvedRows by_four = solve_rows(*solver, X, Threads(4));
    EXPECT_TRUE(at::equal(all.W, by_four.W));
    EXPECT_EQ(all.residual, by_four.residual);
    for (const std::int64_t size : {1, 7, 100}) {
      SolvedRows some = solver->make_rows(X.rows);
      for (std::int64_t r = 0; r < X.rows; r += size)
        solver->solve(X, r, std::min(X.rows, r + size), some);
      EXPECT_TRUE(at::equal(all.W, some.W)) << size;
      EXPECT_EQ(all.residual, some.residual) << size;
    }
  }
}

TEST(RowSolver, ResidualsAreThoseOfTheDenseMatrices) {
  CsrMatrix<double> X = test::random_matrix(60, 90, 0.2, 10);
  for (const auto type : {at::kDouble, at::kFloat}) {
    const double tolerance = type == at::kDouble ? 1e-9 : 1e-4;
    const at::Tensor H = topics(12, 90, type, 11);
    const auto solver = make_row_solver(H, {}, Threads(1));
    SolvedRows rows = solve_rows(*solver, X, Threads(1));
    const auto expect = [&] {
      const at::Tensor x = dense(X);
      const at::Tensor left = x - at::matmul(rows.W.to(at::kDouble), H.to(at::kDouble));
      for (std::int64_t r = 0; r < X.rows; ++r) {
        const double norm = x[r].norm().item<double>();
        const double expected = norm == 0 ? 0 : left[r].norm().item<double>() / norm;
        EXPECT_NEAR(rows.residual[static_cast<std::size_t>(r)], expected,
                    tolerance * expected + 1e-15);
      }
    };
    expect();
    const std::vector<double> found = rows.residual;
    std::fill(rows.residual.begin(), rows.residual.end(), -1.0);
    solver->measure(X, 0, X.rows, rows);
    EXPECT_EQ(rows.residual.size(), found.size());
    expect();
  }
}

TEST(RowSolver, WhatTheTopicsSayExactlyIsFoundExactly) {
  const at::Tensor H = topics(4, 30, at::kDouble, 12);
  const at::Tensor W = dense(test::random_matrix(20, 4, 0.6, 13));
  const CsrMatrix<double> X = test::sparse(at::matmul(W, H));
  const SolvedRows rows = solve_rows(*make_row_solver(H, {}, Threads(1)), X, Threads(1));
  EXPECT_LT((rows.W - W).abs().max().item<double>(), 1e-12);
  for (const double residual : rows.residual) EXPECT_LT(residual, 1e-13);
}

TEST(RowSolver, NothingToExplainGivesZero) {
  CsrMatrix<double> X;
  X.rows = 2;
  X.columns = 40;
  X.row_start = {0, 0, 0};
  for (const Case& c : kCases) {
    const auto solver = make_row_solver(topics(9, 40, c.type, 14), c.objective, Threads(1));
    const SolvedRows rows = solve_rows(*solver, X, Threads(1));
    EXPECT_EQ(rows.W.abs().max().item<double>(), 0) << c.name;
    EXPECT_EQ(rows.residual, (std::vector<double>{0, 0})) << c.name;
  }
}

TEST(RowSolver, WithAPriceNegativeEntriesArePaidFor) {
  const CsrMatrix<double> X = test::random_matrix(40, 50, 0.3, 15);
  const at::Tensor H = at::randn({8, 50}, at::kDouble);
  const double price = 0.7;
  const RowObjective objective = {BetaLoss::frobenius, 0, 0, price};
  const at::Tensor W = solve_rows(*make_row_solver(H, objective, Threads(1)), X, Threads(1)).W;
  const at::Tensor g = gradient(dense(X), W, H, objective);
  const auto largest = [](const at::Tensor& a) { return a.abs().max().item<double>(); };
  EXPECT_GT(at::lt(W, 0).sum().item<std::int64_t>(), 0);
  EXPECT_GT(at::eq(W, 0).sum().item<std::int64_t>(), 0);
  EXPECT_LT(largest(at::where(at::gt(W, 0), g, 0)), 1e-12);
  EXPECT_LT(largest(at::where(at::lt(W, 0), g - price, 0)), 1e-12);
  EXPECT_LT(largest(at::where(at::eq(W, 0), at::clamp_max(g, 0) + at::clamp_min(g - price, 0), 0)),
            1e-12);
  const RowObjective free = {BetaLoss::frobenius, 0, 0, 0};
  const at::Tensor least = solve_rows(*make_row_solver(H, free, Threads(1)), X, Threads(1)).W;
  const at::Tensor expected =
      at::matmul(at::matmul(dense(X), H.t()), at::inverse(at::matmul(H, H.t())));
  EXPECT_LT(largest(least - expected), 1e-12);
}

TEST(RowSolver, AFitsOwnWIsFoundFromItsHToTheBit) {
  const CsrMatrix<double> X = test::random_matrix(120, 200, 0.1, 16);
  struct Fit {
    Solver solver;
    BetaLoss loss;
    double alpha;
  };
  for (const Fit& fit :
       {Fit{Solver::hals, BetaLoss::frobenius, 0}, Fit{Solver::hals, BetaLoss::frobenius, 1e-4},
        Fit{Solver::mu, BetaLoss::frobenius, 0}, Fit{Solver::mu, BetaLoss::kullback_leibler, 0},
        Fit{Solver::scd, BetaLoss::kullback_leibler, 1e-4}}) {
    for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
      FactorizationOptions options;
      options.solver = fit.solver;
      options.beta_loss = fit.loss;
      options.alpha_W = fit.alpha;
      options.l1_ratio = 0.5;
      options.n_components = 11;
      options.max_iter = 15;
      options.dtype = dtype;
      const Factorization found = factorize(X, options, "cpu", 2);
      const auto solver = make_row_solver(found.H, row_objective(options, 120, 200, 0), Threads(1));
      EXPECT_TRUE(at::equal(solve_rows(*solver, X, Threads(3)).W, found.W));
    }
  }
}

TEST(RowObjective, IsThatOfTheFit) {
  FactorizationOptions options;
  options.alpha_W = 0.5;
  options.l1_ratio = 0.25;
  options.n_components = 20;
  const RowObjective hals = row_objective(options, 100, 30, 4);
  EXPECT_EQ(hals.beta_loss, BetaLoss::frobenius);
  EXPECT_DOUBLE_EQ(hals.l1, 0.5 * 30 * 0.25);
  EXPECT_DOUBLE_EQ(hals.l2, 0.5 * 30 * 0.75);
  EXPECT_EQ(hals.negative_price, kInfinity);
  options = {};
  options.solver = Solver::mu;
  options.beta_loss = BetaLoss::kullback_leibler;
  EXPECT_EQ(row_objective(options, 100, 30, 4).beta_loss, BetaLoss::kullback_leibler);
  options = {};
  options.solver = Solver::adam;
  options.penalty = 10;
  options.n_components = 20;
  const RowObjective adam = row_objective(options, 100, 30, 4);
  EXPECT_EQ(adam.l1, 0);
  EXPECT_EQ(adam.l2, 0);
  EXPECT_DOUBLE_EQ(adam.negative_price, 10.0 * 4 / (100 * 20));
}

}  // namespace
}  // namespace nmf
