#include "nmf/factorization/factorize.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/parallel.h"
#include "nmf/core/plural.h"
#include "nmf/factorization/device.h"
#include "nmf/factorization/fit_state.h"
#include "nmf/factorization/initialize.h"
#include "nmf/factorization/memory.h"
#include "nmf/factorization/operations.h"
#include "nmf/factorization/solver.h"

namespace nmf {
namespace {

void check_matrix(const CsrMatrix<double>& X, bool non_negative) {
  if (X.rows == 0 || X.columns == 0)
    throw IoError(fmt::format("X is {} x {}: there is nothing to factorize",
                              plural(X.rows, "document"), plural(X.columns, "term")));
  for (const double value : X.value) {
    if (!std::isfinite(value)) throw IoError(fmt::format("X holds the value {}", value));
    if (non_negative && value < 0)
      throw IoError(
          fmt::format("X holds the value {}; a non-negative solver needs values >= 0", value));
  }
}

/// The non-negative solvers take for nothing what is below fixed bounds (Operations::kLeastSquare,
/// kLeast, kEpsilon): of an X of next to nothing they find next to nothing. Seen: of five
/// components four empty in float32 from 1e-12 (mu) and 1e-16 (hals), a step and no more in float64
/// from 1e-85.
void check_scale(const CsrMatrix<double>& X, const FactorizationOptions& options) {
  if (options.solver == Solver::adam) return;
  const bool divergence = options.beta_loss == BetaLoss::kullback_leibler;
  const bool narrow = options.dtype == Dtype::float32;
  const double least = divergence ? Operations::kEpsilon : narrow ? 0x1p-30 : 0x1p-200;
  const double largest = X.value.empty() ? 0 : *std::max_element(X.value.begin(), X.value.end());
  if (largest == 0 || largest > least) return;
  throw IoError(fmt::format(
      "the largest value of X is {:.3g}, expected more than {:.3g} for {}: scale X up{}", largest,
      least,
      divergence ? "the Kullback-Leibler divergence"
      : narrow   ? "float32"
                 : "float64",
      narrow && !divergence ? ", or set factorization.dtype: float64" : ""));
}

/// `automatic` resolved.
FactorizationOptions resolved(FactorizationOptions options, const CsrMatrix<double>& X) {
  if (options.engine == Engine::automatic) options.engine = Engine::gram;
  options.init = resolved_init(options, X.rows, X.columns);
  return options;
}

Factorization solve_from(const Problem& problem, Factors start) {
  switch (problem.options.solver) {
    case Solver::hals:
      return solve_hals(problem, std::move(start));
    case Solver::mu:
      return solve_mu(problem, std::move(start));
    case Solver::scd:
      return solve_scd(problem, std::move(start));
    case Solver::adam:
      break;
  }
  return solve_adam(problem, std::move(start));
}

Factorization solve(const Problem& problem) {
  Factors start = problem.from != nullptr
                      ? factors_of(*problem.from, problem.device)
                      : initialize(problem.X, problem.options, problem.device, problem.threads);
  Factorization result = solve_from(problem, std::move(start));
  result.engine = problem.options.engine;
  result.init = problem.options.init;
  if (result.init == Init::file)
    result.init_file = std::filesystem::absolute(problem.options.init_file).lexically_normal();
  result.seed = problem.options.seed;
  return result;
}

}  // namespace

void check_finite(const Iteration& now, const std::vector<Iteration>& history,
                  const std::string& advice) {
  if (std::isfinite(now.loss)) return;
  const std::string before =
      history.empty()
          ? std::string("it was never finite")
          : fmt::format("it was {} at iteration {}", history.back().loss, history.back().iteration);
  throw ConfigError(fmt::format("the loss is {} at iteration {} ({}); {}",
                                std::isnan(now.loss) ? "nan" : "infinite", now.iteration, before,
                                advice));
}

Factorization factorize(const CsrMatrix<double>& X, const FactorizationOptions& given,
                        const std::string& device_name, int threads_wanted,
                        const IterationCallback& callback, Checkpoints checkpoints) {
  auto start = std::chrono::steady_clock::now();
  validate(given);
  check_matrix(X, !keeps_signs(given));
  check_scale(X, given);
  const std::string device = resolve_device(device_name, given.solver);
  FactorizationOptions options = resolved(given, X);
  MemoryEstimate memory = estimate_memory(X.rows, X.columns, X.stored(), options, device);
  FitState* from = checkpoints.from ? &*checkpoints.from : nullptr;
  if (from != nullptr) check_state(*from, X.rows, X.columns, options);
  // The factors that it goes on with have their memory already.
  if (from != nullptr && device == "cpu") memory.host -= size_of(*from);
  check_memory(memory, options, device);

  std::int64_t run = 0;
  std::optional<Factorization> best;
  if (from != nullptr) {
    start -= std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::duration<double>(from->seconds));
    run = from->run;
    for (Iteration& now : from->history) now.run = run;
    best = best_of(*from, options, device);
  }

  const Threads threads(threads_wanted);
  Problem problem{X, options, device, threads, callback, start};
  problem.save_every = checkpoints.save ? checkpoints.every : 0;
  problem.save = [&](const std::vector<Iteration>& history, SolverState state) {
    checkpoints.save({problem.run, history, problem.seconds(), std::move(state), best});
  };
  for (problem.run = run; problem.run < options.n_init; ++problem.run) {
    const bool time_is_up = options.max_seconds > 0 && problem.seconds() >= options.max_seconds;
    if (time_is_up && best && from == nullptr) break;
    options.seed = given.seed + static_cast<std::uint64_t>(problem.run);
    problem.from = from;
    Factorization other = solve(problem);
    from = nullptr;
    if (!best || other.final.loss < best->final.loss) best = std::move(other);
  }
  best->runs = problem.run;
  return std::move(*best);
}

}  // namespace nmf
