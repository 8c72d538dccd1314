#include "nmf/factorization/options.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "nmf/core/error.h"

namespace nmf {
namespace {

template <typename T>
void require(bool holds, std::string_view name, T got, std::string_view expected) {
  if (!holds)
    throw ConfigError(fmt::format("factorization.{}: got {}, expected {}", name, got, expected));
}

void check_loss(const FactorizationOptions& o) {
  const bool divergence = o.beta_loss == BetaLoss::kullback_leibler;
  if (o.solver == Solver::scd && !divergence)
    throw ConfigError(
        "factorization.solver: scd minimizes the Kullback-Leibler divergence alone; give "
        "factorization.beta_loss: kullback-leibler, or take solver hals or mu");
  if (divergence && o.solver != Solver::mu && o.solver != Solver::scd)
    throw ConfigError(fmt::format(
        "factorization.beta_loss: solver {} can't minimize kullback-leibler; take solver mu or scd",
        o.solver == Solver::adam ? "adam" : "hals"));
}

void check_penalties(const FactorizationOptions& o) {
  if (o.solver == Solver::adam && (o.alpha_W > 0 || o.alpha_H.value_or(0) > 0))
    throw ConfigError("factorization.alpha_W, alpha_H: have no meaning with solver adam");
  if (!o.projection) return;
  if (o.solver != Solver::adam)
    throw ConfigError("factorization.projection: has no meaning but with solver adam");
  if (o.penalty > 0)
    throw ConfigError(
        fmt::format("factorization.penalty: got {}, expected 0 with projection, which leaves no "
                    "negative entries to penalize",
                    o.penalty));
}

void check_start(const FactorizationOptions& o) {
  if (o.init != Init::file) return;
  if (o.init_file.empty()) throw ConfigError("factorization.init: got no path of factors");
  if (o.n_init > 1)
    throw ConfigError(
        fmt::format("factorization.n_init: got {}, expected 1 with a file of factors (init), "
                    "nothing about which is random",
                    o.n_init));
}

}  // namespace

void validate(const FactorizationOptions& o) {
  check_loss(o);
  require(o.n_components >= 1, "n_components", o.n_components, "an integer >= 1");
  require(o.max_iter >= 0, "max_iter", o.max_iter, "an integer >= 0");
  require(o.n_init >= 1, "n_init", o.n_init, "an integer >= 1");
  const auto not_negative = [](double value) { return std::isfinite(value) && value >= 0; };
  require(not_negative(o.kkt_tol), "kkt_tol", o.kkt_tol, "a number >= 0");
  require(not_negative(o.max_seconds), "max_seconds", o.max_seconds, "a number >= 0");
  require(not_negative(o.alpha_W), "alpha_W", o.alpha_W, "a number >= 0");
  require(not_negative(o.alpha_H.value_or(0)), "alpha_H", o.alpha_H.value_or(0), "a number >= 0");
  require(o.l1_ratio >= 0 && o.l1_ratio <= 1, "l1_ratio", o.l1_ratio, "a number in 0 .. 1");
  require(std::isfinite(o.tol) && o.tol >= 0, "tol", o.tol, "a number >= 0");
  require(std::isfinite(o.init_std) && o.init_std > 0, "init_std", o.init_std, "a number > 0");
  require(std::isfinite(o.lr) && o.lr > 0, "lr", o.lr, "a number > 0");
  for (const double beta : o.betas)
    require(beta >= 0 && beta < 1, "betas", beta, "two numbers >= 0 and < 1");
  require(std::isfinite(o.eps) && o.eps >= 0, "eps", o.eps, "a number >= 0");
  require(std::isfinite(o.penalty) && o.penalty >= 0, "penalty", o.penalty, "a number >= 0");
  check_penalties(o);
  check_start(o);
}

}  // namespace nmf
