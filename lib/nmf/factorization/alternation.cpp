#include "nmf/factorization/alternation.h"

#include <iterator>
#include <utility>

#include "nmf/factorization/row_solver.h"
#include "nmf/factorization/stopping.h"

namespace nmf {
namespace {

SolverState state_of(Alternation& alternation) {
  StateSaver saver;
  alternation.visit_state(saver);
  return std::move(saver.state);
}

}  // namespace

void visit_pair(StateVisitor& visitor, const std::string& prefix, Pair& pair) {
  visitor.tensor(prefix + "W", pair.W);
  visitor.tensor(prefix + "Ht", pair.Ht);
}

Pair with_w_solved(const Problem& problem, const Pair& pair) {
  const RowObjective objective =
      row_objective(problem.options, problem.X.rows, problem.X.columns, 0);
  const auto solver = make_row_solver(pair.Ht.t(), objective, problem.threads);
  return {solve_rows(*solver, problem.X, problem.threads).W.to(pair.W.device()), pair.Ht};
}

Factorization iterate(const Problem& problem, const PenalizedLoss& loss, Alternation& alternation) {
  const FactorizationOptions& options = problem.options;
  const Stopping stopping(options);
  Factorization result;
  if (problem.from != nullptr) {
    StateRestorer restorer(problem.from->solver);
    alternation.visit_state(restorer);
    result.history = std::move(problem.from->history);
    result.n_iter = std::ssize(result.history);
    problem.from->solver = {};  // its memory is the solver's now
  }
  const auto measured = [&](const Pair& pair, Iteration now, std::int64_t iteration, bool kkt) {
    now.iteration = iteration;
    now.run = problem.run;
    if (kkt) now.kkt_residual = loss.kkt_residual(pair);
    now.seconds = problem.seconds();
    check_finite(now, result.history, "scale X down, or give another start");
    return now;
  };

  for (std::int64_t i = result.n_iter; i < options.max_iter; ++i) {
    result.history.push_back(
        measured(alternation.pair(), alternation.measured().iteration, i, stopping.kkt_due(i)));
    const bool converged = alternation.step();
    result.n_iter = i + 1;
    const auto reason =
        stopping.after(converged, result.history.back().kkt_residual, problem.seconds());
    after_iteration(problem, result.history, reason.has_value(),
                    [&] { return state_of(alternation); });
    if (reason) {
      result.stop_reason = *reason;
      break;
    }
  }

  const Pair pair =
      options.max_iter > 0 ? with_w_solved(problem, alternation.finish()) : alternation.pair();
  result.final = measured(pair, loss.measure(pair).iteration, result.n_iter, true);
  result.W = pair.W;
  result.H = pair.Ht.t();
  return result;
}

}  // namespace nmf
