#include <fmt/format.h>
#include <torch/optim/adam.h>

#include <memory>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/factorization/convergence.h"
#include "nmf/factorization/fused_adam.h"
#include "nmf/factorization/objective.h"
#include "nmf/factorization/solver.h"

namespace nmf {
namespace {

std::unique_ptr<Objective> make_objective(const Problem& p) {
  if (p.options.engine == Engine::dense)
    return make_dense_objective(p.X, p.options.dtype, p.device, p.options.penalty);
  return make_gram_objective(p.X, p.options.dtype, p.device, p.options.penalty, p.threads);
}

std::unique_ptr<torch::optim::Optimizer> make_optimizer(const Factors& factors, const Problem& p) {
  const auto adam = torch::optim::AdamOptions(p.options.lr)
                        .betas({p.options.betas[0], p.options.betas[1]})
                        .eps(p.options.eps);
  const std::vector<at::Tensor> parameters = {factors.W, factors.H};
  if (p.options.engine == Engine::dense)
    return std::make_unique<torch::optim::Adam>(parameters, adam);
  return std::make_unique<FusedAdam>(parameters, adam, p.threads);
}

Iteration measure(std::int64_t iteration, const Evaluation& evaluation, const Problem& p) {
  return {.iteration = iteration,
          .loss = evaluation.loss.item<double>(),
          .residual = evaluation.residual,
          .penalty = evaluation.penalty,
          .seconds = p.seconds()};
}

}  // namespace

Factorization solve_adam(const Problem& problem, Factors start) {
  const FactorizationOptions& options = problem.options;
  const Factors factors = std::move(start);
  factors.W.requires_grad_(true);
  factors.H.requires_grad_(true);
  const auto objective = make_objective(problem);
  const auto optimizer = make_optimizer(factors, problem);
  const std::string advice = fmt::format("lower factorization.lr (got {}) or init_std (got {})",
                                         options.lr, options.init_std);
  Convergence convergence(options.tol);
  Factorization result;

  for (std::int64_t epoch = 0; epoch < options.max_iter; ++epoch) {
    optimizer->zero_grad();
    const Evaluation now = objective->evaluate(factors.W, factors.H);
    const Iteration iteration = measure(epoch, now, problem);
    check_finite(iteration, result.history, advice);
    now.loss.backward();
    optimizer->step();

    result.history.push_back(iteration);
    result.n_iter = epoch + 1;
    if (problem.callback && !problem.callback(iteration)) throw Interrupted();
    if (convergence.reached(epoch, iteration.loss)) {
      result.stop_reason = StopReason::tol;
      break;
    }
    if (options.max_seconds > 0 && problem.seconds() >= options.max_seconds) {
      result.stop_reason = StopReason::max_seconds;
      break;
    }
  }

  optimizer->zero_grad();
  result.final = measure(result.n_iter, objective->evaluate(factors.W, factors.H), problem);
  check_finite(result.final, result.history, advice);
  result.W = factors.W;
  result.H = factors.H;
  return result;
}

}  // namespace nmf
