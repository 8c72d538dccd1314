#include "nmf/factorization/factorize.h"

#include <fmt/format.h>
#include <torch/optim/adam.h>

#include <chrono>
#include <cmath>
#include <memory>

#include "nmf/core/error.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/convergence.h"
#include "nmf/factorization/device.h"
#include "nmf/factorization/fused_adam.h"
#include "nmf/factorization/initialize.h"
#include "nmf/factorization/memory.h"
#include "nmf/factorization/objective.h"

namespace nmf {
namespace {

using Clock = std::chrono::steady_clock;

void check_matrix(const CsrMatrix<double>& X) {
  if (X.rows == 0 || X.columns == 0)
    throw IoError(fmt::format("X is {} documents x {} terms: there is nothing to factorize", X.rows,
                              X.columns));
  for (const double value : X.value)
    if (!std::isfinite(value)) throw IoError(fmt::format("X holds the value {}", value));
}

std::unique_ptr<Objective> make_objective(const CsrMatrix<double>& X,
                                          const FactorizationOptions& options,
                                          const std::string& device, const Threads& threads) {
  if (options.engine == Engine::dense)
    return make_dense_objective(X, options.dtype, device, options.penalty);
  return make_gram_objective(X, options.dtype, device, options.penalty, threads);
}

std::unique_ptr<torch::optim::Optimizer> make_optimizer(const Factors& factors,
                                                        const FactorizationOptions& options,
                                                        const Threads& threads) {
  const auto adam = torch::optim::AdamOptions(options.lr)
                        .betas({options.betas[0], options.betas[1]})
                        .eps(options.eps);
  const std::vector<at::Tensor> parameters = {factors.W, factors.H};
  if (options.engine == Engine::dense)
    return std::make_unique<torch::optim::Adam>(parameters, adam);
  return std::make_unique<FusedAdam>(parameters, adam, threads);
}

Iteration measure(std::int64_t iteration, const Evaluation& evaluation, Clock::time_point start) {
  return {iteration, evaluation.loss.item<double>(), evaluation.residual, evaluation.penalty,
          std::chrono::duration<double>(Clock::now() - start).count()};
}

void check_finite(const Iteration& now, const std::vector<Iteration>& history,
                  const FactorizationOptions& options) {
  if (std::isfinite(now.loss)) return;
  const std::string before =
      history.empty()
          ? std::string("it was never finite")
          : fmt::format("it was {} at iteration {}", history.back().loss, history.back().iteration);
  throw ConfigError(fmt::format(
      "the loss is {} at iteration {} ({}); lower factorization.lr (got {}) or init_std (got {})",
      std::isnan(now.loss) ? "nan" : "infinite", now.iteration, before, options.lr,
      options.init_std));
}

/// `automatic` resolved.
FactorizationOptions resolved(FactorizationOptions options) {
  if (options.engine == Engine::automatic) options.engine = Engine::gram;
  if (options.init == Init::automatic) options.init = Init::normal;
  return options;
}

}  // namespace

Factorization factorize(const CsrMatrix<double>& X, const FactorizationOptions& given,
                        const std::string& device_name, int threads_wanted,
                        const IterationCallback& callback) {
  validate(given);
  check_matrix(X);
  const std::string device = resolve_device(device_name);
  const FactorizationOptions options = resolved(given);
  check_memory(estimate_memory(X.rows, X.columns, X.stored(), options, device), options, device);

  const Threads threads(threads_wanted);
  const auto objective = make_objective(X, options, device, threads);
  const Factors factors = initialize(X.rows, X.columns, options, device);
  const auto optimizer = make_optimizer(factors, options, threads);
  Convergence convergence(options.tol);
  Factorization result;
  const auto start = Clock::now();

  for (std::int64_t epoch = 0; epoch < options.max_iter; ++epoch) {
    optimizer->zero_grad();
    const Evaluation now = objective->evaluate(factors.W, factors.H);
    const Iteration iteration = measure(epoch, now, start);
    check_finite(iteration, result.history, options);
    now.loss.backward();
    optimizer->step();

    result.history.push_back(iteration);
    result.n_iter = epoch + 1;
    if (callback && !callback(iteration)) throw Interrupted();
    if (convergence.reached(epoch, iteration.loss)) {
      result.stop_reason = StopReason::tol;
      break;
    }
  }

  optimizer->zero_grad();
  result.final = measure(result.n_iter, objective->evaluate(factors.W, factors.H), start);
  check_finite(result.final, result.history, options);
  result.W = factors.W;
  result.H = factors.H;
  result.engine = options.engine;
  result.init = options.init;
  return result;
}

}  // namespace nmf
