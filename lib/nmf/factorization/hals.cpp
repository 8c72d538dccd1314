#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/factorization/extrapolation.h"
#include "nmf/factorization/gram_residual.h"
#include "nmf/factorization/solver.h"
#include "nmf/factorization/stopping.h"

namespace nmf {
namespace {

using at::Tensor;
using Penalty = Operations::Penalty;
using Side = Operations::Side;

// What reached a given residual soonest on 20 Newsgroups and Debian's descriptions: more sweeps
// over H cost more than they bring and end higher (see scripts/bench/README.md).
constexpr std::int64_t kSweepsOfW = 2, kSweepsOfH = 1;

/// The KKT residual costs most of an iteration.
constexpr std::int64_t kKktEvery = 10;

/// W [D, K] and H transposed, [V, K].
struct Pair {
  Tensor W, Ht;
};

/// Loss and residual of pairs of factors, and steps over one of them.
class Hals {
 public:
  explicit Hals(const Problem& p)
      : options_(p.options),
        ops_(p.device == "cpu" ? make_cpu_operations(p.X, p.options.dtype, p.threads)
                               : make_aten_operations(p.X, p.options.dtype, p.device)),
        squared_norm_(squared_norm(p.X, p.options.dtype)) {
    // scikit-learn's scaling: a penalty counts as much as the term of ||X - W H||^2 that it meets.
    const auto scaled = [&](double alpha, std::int64_t size) {
      const double all = alpha * static_cast<double>(size);
      return Penalty{all * options_.l1_ratio, all * (1 - options_.l1_ratio)};
    };
    of_W_ = scaled(options_.alpha_W, p.X.columns);
    of_H_ = scaled(options_.alpha_H.value_or(options_.alpha_W), p.X.rows);
  }

  Tensor gram(const Tensor& F) const { return ops_->gram(F).gram; }

  Operations::Sweep sweep_W(const Pair& at, const Tensor& gram_H, std::int64_t sweeps) const {
    return ops_->sweep(Side::documents, at.W, gram_H, at.Ht, of_W_, sweeps);
  }
  Operations::Sweep sweep_H(const Pair& at, const Tensor& gram_W, std::int64_t sweeps) const {
    return ops_->sweep(Side::terms, at.Ht, gram_W, at.W, of_H_, sweeps);
  }
  Tensor extrapolated(const Tensor& F, const Tensor& last, double weight) const {
    return ops_->extrapolated(F, last, weight);
  }

  /// \param inner  <X H^T, W>
  Iteration measure(const Pair& at, const Tensor& gram_W, const Tensor& gram_H,
                    double inner) const {
    const double model = ops_->inner(gram_W, gram_H).item<double>();
    Iteration now;
    now.residual = residual_of(squared_norm_ - 2 * inner + model, squared_norm_, options_.dtype,
                               *ops_, at.W, at.Ht);
    now.loss =
        now.residual * now.residual / 2 + cost(at.W, gram_W, of_W_) + cost(at.Ht, gram_H, of_H_);
    return now;
  }
  Iteration measure(const Pair& at) const {
    const double inner = ops_->inner(ops_->product(Side::documents, at.Ht), at.W).item<double>();
    return measure(at, gram(at.W), gram(at.Ht), inner);
  }

  double kkt_residual(const Pair& at) const {
    const Tensor gram_W = gram(at.W), gram_H = gram(at.Ht);
    const auto of_W = ops_->gradient_norms(Side::documents, at.W, gram_H, at.Ht, of_W_);
    const auto of_H = ops_->gradient_norms(Side::terms, at.Ht, gram_W, at.W, of_H_);
    // Scaling w_k by s and h_k by 1 / s, s^2 = ||h_k|| / ||w_k||, scales the gradients by 1 / s and
    // s.
    const Tensor w = gram_W.diagonal().cpu().sqrt(), h = gram_H.diagonal().cpu().sqrt();
    return std::max(ratio(of_W, w, h), ratio(of_H, h, w));
  }

 private:
  double cost(const Tensor& F, const Tensor& gram, Penalty penalty) const {
    double cost = 0;
    if (penalty.l1 > 0) cost += penalty.l1 * ops_->sum(F);
    if (penalty.l2 > 0) cost += penalty.l2 / 2 * gram.diagonal().sum().item<double>();
    return cost;
  }

  /// \param own, other  norms of the columns of the factor and of the other one
  static double ratio(const Operations::GradientNorms& norms, const Tensor& own,
                      const Tensor& other) {
    double projected = 0, data = 0;
    for (std::int64_t k = 0; k < own.size(0); ++k) {
      const double a = own[k].item<double>(), b = other[k].item<double>();
      const double scale = a > 0 && b > 0 ? a / b : 1;  // a component that is gone has no scale
      projected += scale * norms.projected[k].item<double>();
      data += scale * norms.data[k].item<double>();
    }
    return projected > 0 ? std::sqrt(projected / data) : 0;
  }

  const FactorizationOptions& options_;
  std::unique_ptr<Operations> ops_;
  double squared_norm_;
  Penalty of_W_, of_H_;
};

/// Extrapolated steps. What has been found is the best pair so far, so the loss never rises.
class Descent {
 public:
  Descent(const Hals& hals, Pair start)
      : hals_(hals), best_(start), at_(start), last_(std::move(start)), now_(hals.measure(best_)) {}

  [[nodiscard]] const Pair& best() const { return best_; }
  [[nodiscard]] const Iteration& measured() const { return now_; }

  /// \return the violation of both sweeps
  double step() {
    const Tensor gram_H = hals_.gram(at_.Ht);
    const auto swept_W = hals_.sweep_W(at_, gram_H, kSweepsOfW);
    Pair next = {hals_.extrapolated(swept_W.F, last_.W, weight_.weight()), {}};
    const Tensor gram_W = hals_.gram(next.W);
    const auto swept_H = hals_.sweep_H({next.W, at_.Ht}, gram_W, kSweepsOfH);
    next.Ht = swept_H.F;
    last_.W = swept_W.F;
    accept_or_restart(next, hals_.measure(next, gram_W, hals_.gram(next.Ht), swept_H.inner));
    return swept_W.violation + swept_H.violation;
  }

 private:
  void accept_or_restart(const Pair& next, const Iteration& measured) {
    if (measured.loss > loss_ && weight_.weight() > 0) {
      weight_.loss_rose();
      at_ = last_;  // what was swept last, not extrapolated; whatever comes next is taken
      loss_ = std::numeric_limits<double>::infinity();
      return;
    }
    loss_ = measured.loss;
    at_ = {next.W, hals_.extrapolated(next.Ht, last_.Ht, weight_.weight())};
    last_.Ht = next.Ht;
    weight_.loss_fell();
    // A loss that is not finite is taken too, and then refused.
    if (measured.loss <= now_.loss || !std::isfinite(measured.loss)) {
      best_ = next;
      now_ = measured;
    }
  }

  const Hals& hals_;
  Pair best_;  // lowest loss; what now_ measured
  Pair at_;    // where the next step starts
  Pair last_;  // as the last sweeps left them
  Iteration now_;
  double loss_ = std::numeric_limits<double>::infinity();  // of the last step that was taken
  Extrapolation weight_;
};

/// W at its optimum for an H that stays: what `transform` would find.
Pair with_W_solved(const Hals& hals, Pair pair) {
  constexpr std::int64_t kSweeps = 10, kRounds = 20;
  constexpr double kEnough = 1e-6;
  const Tensor gram_H = hals.gram(pair.Ht);
  double first = 0;
  for (std::int64_t round = 0; round < kRounds; ++round) {
    const auto swept = hals.sweep_W(pair, gram_H, kSweeps);
    pair.W = swept.F;
    if (round == 0) first = swept.violation;
    if (swept.violation <= kEnough * first) break;
  }
  return pair;
}

}  // namespace

Factorization solve_hals(const Problem& problem, Factors start) {
  const FactorizationOptions& options = problem.options;
  const Hals hals(problem);
  Descent descent(hals, {std::move(start.W), start.H.t()});
  start.H = Tensor();  // of the start nothing is kept
  Stopping stopping(options);
  Factorization result;
  const auto measured = [&](const Pair& pair, Iteration now, std::int64_t iteration, bool kkt) {
    now.iteration = iteration;
    if (kkt) now.kkt_residual = hals.kkt_residual(pair);
    now.seconds = problem.seconds();
    check_finite(now, result.history, "scale X down, or give another start");
    return now;
  };

  for (std::int64_t i = 0; i < options.max_iter; ++i) {
    const bool kkt = options.kkt_tol > 0 || i % kKktEvery == 0;
    result.history.push_back(measured(descent.best(), descent.measured(), i, kkt));
    const double violation = descent.step();
    result.n_iter = i + 1;
    const Iteration& iteration = result.history.back();
    if (problem.callback && !problem.callback(iteration)) throw Interrupted();
    if (const auto reason = stopping.after(violation, iteration.kkt_residual, problem.seconds())) {
      result.stop_reason = *reason;
      break;
    }
  }

  const Pair pair = options.max_iter > 0 ? with_W_solved(hals, descent.best()) : descent.best();
  result.final = measured(pair, hals.measure(pair), result.n_iter, true);
  result.W = pair.W;
  result.H = pair.Ht.t();
  return result;
}

}  // namespace nmf
