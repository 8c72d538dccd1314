#include <fmt/format.h>
#include <torch/optim/adam.h>

#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "nmf/factorization/alternation.h"
#include "nmf/factorization/convergence.h"
#include "nmf/factorization/fused_adam.h"
#include "nmf/factorization/objective.h"
#include "nmf/factorization/solver.h"
#include "nmf/factorization/stopping.h"

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

/// What the optimizer remembers of a parameter, row by row like it. `turned`: the parameter is a
/// transpose.
void visit_moments(StateVisitor& visitor, torch::optim::Optimizer& optimizer,
                   const at::Tensor& parameter, const std::string& name, bool turned) {
  using torch::optim::AdamParamState;
  auto& entry = optimizer.state()[parameter.unsafeGetTensorImpl()];
  if (!entry) {  // as the optimizer's first step makes it
    auto fresh = std::make_unique<AdamParamState>();
    fresh->step(0);
    fresh->exp_avg(at::zeros_like(parameter.detach()));
    fresh->exp_avg_sq(at::zeros_like(parameter.detach()));
    entry = std::move(fresh);
  }
  auto& moments = static_cast<AdamParamState&>(*entry);
  const auto visit = [&](const std::string& moment, const at::Tensor& value) {
    at::Tensor rows = turned ? value.t() : value;
    visitor.tensor(name + moment, rows);
    return turned ? rows.t() : rows;
  };
  std::int64_t steps = moments.step();
  visitor.count(name + " steps", steps);
  moments.step(steps);
  moments.exp_avg(visit(" first moment", moments.exp_avg()));
  moments.exp_avg_sq(visit(" second moment", moments.exp_avg_sq()));
}

/// The factors are where the loop starts; all else goes through here.
void visit_state(StateVisitor& visitor, torch::optim::Optimizer& optimizer, const Factors& factors,
                 Convergence& convergence) {
  visit_moments(visitor, optimizer, factors.W, "W", false);
  visit_moments(visitor, optimizer, factors.H, "Ht", true);
  convergence.visit_state(visitor);
}

SolverState state_of(torch::optim::Optimizer& optimizer, const Factors& factors,
                     Convergence& convergence) {
  StateSaver saver;
  at::Tensor W = factors.W, Ht = factors.H.t();
  saver.tensor("W", W);
  saver.tensor("Ht", Ht);
  visit_state(saver, optimizer, factors, convergence);
  return std::move(saver.state);
}

/// What makes it a true NMF: both factors are brought back to >= 0 after each step, by projection,
/// and measured as those of the other non-negative solvers.
class Projection {
 public:
  Projection(const Problem& p, const Factors& factors)
      : problem_(p), loss_(p), pair_{factors.W.detach(), factors.H.detach().t()} {}

  void project() const {
    pair_.W.clamp_min_(0);
    pair_.Ht.clamp_min_(0);
  }
  void solve_w() const { pair_.W.copy_(with_w_solved(problem_, pair_).W); }
  [[nodiscard]] double kkt_residual() const { return loss_.kkt_residual(pair_); }

 private:
  const Problem& problem_;
  PenalizedLoss loss_;  // ||X - W H||^2 / 2: the minima, and the ratio, of ||X - W H||
  Pair pair_;           // in the memory of the factors, without their gradients
};

Iteration measure(std::int64_t iteration, const Evaluation& evaluation, const Problem& p) {
  return {.iteration = iteration,
          .run = p.run,
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
  auto optimizer = make_optimizer(factors, problem);
  const std::string advice = fmt::format("lower factorization.lr (got {}) or init_std (got {})",
                                         options.lr, options.init_std);
  std::optional<Projection> projection;
  if (options.projection) projection.emplace(problem, factors);
  Convergence convergence(options.tol);
  const Stopping stopping(options);
  Factorization result;
  if (problem.from != nullptr) {
    StateRestorer restorer(problem.from->solver);
    visit_state(restorer, *optimizer, factors, convergence);
    result.history = std::move(problem.from->history);
    result.n_iter = std::ssize(result.history);
    problem.from->solver = {};  // its memory is the solver's now
  }

  for (std::int64_t epoch = result.n_iter; epoch < options.max_iter; ++epoch) {
    optimizer->zero_grad();
    const Evaluation now = objective->evaluate(factors.W, factors.H);
    Iteration iteration = measure(epoch, now, problem);
    check_finite(iteration, result.history, advice);
    if (projection && stopping.kkt_due(epoch)) iteration.kkt_residual = projection->kkt_residual();
    now.loss.backward();
    optimizer->step();
    if (projection) projection->project();

    result.history.push_back(iteration);
    result.n_iter = epoch + 1;
    const auto reason = stopping.after(convergence.reached(epoch, iteration.loss),
                                       iteration.kkt_residual, problem.seconds());
    after_iteration(problem, result.history, reason.has_value(),
                    [&] { return state_of(*optimizer, factors, convergence); });
    if (reason) {
      result.stop_reason = *reason;
      break;
    }
  }

  optimizer->zero_grad();
  optimizer.reset();  // what it remembers makes room for what W's solution takes
  if (projection && result.n_iter > 0) projection->solve_w();
  result.final = measure(result.n_iter, objective->evaluate(factors.W, factors.H), problem);
  if (projection) result.final.kkt_residual = projection->kkt_residual();
  check_finite(result.final, result.history, advice);
  result.W = factors.W;
  result.H = factors.H;
  return result;
}

}  // namespace nmf
