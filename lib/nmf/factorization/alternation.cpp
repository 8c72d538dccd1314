#include "nmf/factorization/alternation.h"

#include "nmf/core/error.h"
#include "nmf/factorization/stopping.h"

namespace nmf {

Factorization iterate(const Problem& problem, const PenalizedLoss& loss, Alternation& alternation) {
  /// The KKT residual costs most of an iteration.
  constexpr std::int64_t kKktEvery = 10;
  const FactorizationOptions& options = problem.options;
  const Stopping stopping(options);
  Factorization result;
  const auto measured = [&](const Pair& pair, Iteration now, std::int64_t iteration, bool kkt) {
    now.iteration = iteration;
    if (kkt) now.kkt_residual = loss.kkt_residual(pair);
    now.seconds = problem.seconds();
    check_finite(now, result.history, "scale X down, or give another start");
    return now;
  };

  for (std::int64_t i = 0; i < options.max_iter; ++i) {
    const bool kkt = options.kkt_tol > 0 || i % kKktEvery == 0;
    result.history.push_back(
        measured(alternation.pair(), alternation.measured().iteration, i, kkt));
    const bool converged = alternation.step();
    result.n_iter = i + 1;
    const Iteration& iteration = result.history.back();
    if (problem.callback && !problem.callback(iteration)) throw Interrupted();
    if (const auto reason = stopping.after(converged, iteration.kkt_residual, problem.seconds())) {
      result.stop_reason = *reason;
      break;
    }
  }

  const Pair pair = options.max_iter > 0 ? alternation.with_w_solved() : alternation.pair();
  result.final = measured(pair, loss.measure(pair).iteration, result.n_iter, true);
  result.W = pair.W;
  result.H = pair.Ht.t();
  return result;
}

}  // namespace nmf
