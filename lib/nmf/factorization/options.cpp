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

}  // namespace

void validate(const FactorizationOptions& o) {
  require(o.n_components >= 1, "n_components", o.n_components, "an integer >= 1");
  require(o.max_iter >= 0, "max_iter", o.max_iter, "an integer >= 0");
  require(std::isfinite(o.tol) && o.tol >= 0, "tol", o.tol, "a number >= 0");
  require(std::isfinite(o.init_std) && o.init_std > 0, "init_std", o.init_std, "a number > 0");
  require(std::isfinite(o.lr) && o.lr > 0, "lr", o.lr, "a number > 0");
  for (const double beta : o.betas)
    require(beta >= 0 && beta < 1, "betas", beta, "two numbers >= 0 and < 1");
  require(std::isfinite(o.eps) && o.eps >= 0, "eps", o.eps, "a number >= 0");
  require(std::isfinite(o.penalty) && o.penalty >= 0, "penalty", o.penalty, "a number >= 0");
}

}  // namespace nmf
