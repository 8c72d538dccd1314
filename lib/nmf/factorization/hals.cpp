#include <cmath>
#include <limits>
#include <utility>

#include "nmf/factorization/alternation.h"
#include "nmf/factorization/extrapolation.h"
#include "nmf/factorization/stopping.h"

namespace nmf {
namespace {

using at::Tensor;
using Measured = PenalizedLoss::Measured;
using Side = Operations::Side;

// What reached a given residual soonest on 20 Newsgroups and Debian's descriptions: more sweeps
// over H cost more than they bring and end higher (see scripts/bench/README.md).
constexpr std::int64_t kSweepsOfW = 2, kSweepsOfH = 1;

/// Extrapolated steps. What has been found is the best pair so far, so the loss never rises.
class Hals final : public Alternation {
 public:
  Hals(const PenalizedLoss& loss, double tol, Pair start)
      : loss_(loss),
        ops_(loss.operations()),
        best_(start),
        at_(start),
        last_(std::move(start)),
        now_(loss.measure(best_)),
        rule_(tol) {}

  const Pair& pair() const override { return best_; }
  Measured measured() override { return now_; }

  bool step() override {
    const auto swept_W =
        ops_.sweep(Side::documents, at_.W, loss_.gram(at_.Ht), at_.Ht, loss_.of_w(), kSweepsOfW);
    Pair next = {ops_.extrapolated(swept_W.F, last_.W, weight_.weight()), {}};
    const Tensor gram_W = loss_.gram(next.W);
    const auto swept_H = ops_.sweep(Side::terms, at_.Ht, gram_W, next.W, loss_.of_h(), kSweepsOfH);
    next.Ht = swept_H.F;
    last_.W = swept_W.F;
    const Operations::Stored stored = {swept_H.inner, 0};
    accept_or_restart(next, loss_.measure(next, gram_W, loss_.gram(next.Ht), stored, 0));
    return rule_.reached(swept_W.violation + swept_H.violation);
  }

  void visit_state(StateVisitor& visitor) override {
    visit_pair(visitor, "", at_);
    visit_pair(visitor, "best ", best_);
    visit_pair(visitor, "last ", last_);
    visitor.number("loss", now_.iteration.loss);
    visitor.number("residual", now_.iteration.residual);
    visitor.number("error", now_.error);
    visitor.number("loss taken", taken_);
    weight_.visit_state(visitor);
    rule_.visit_state(visitor);
  }

 private:
  void accept_or_restart(const Pair& next, const Measured& measured) {
    const double loss = measured.iteration.loss;
    if (loss > taken_ && weight_.weight() > 0) {
      weight_.loss_rose();
      at_ = last_;  // what was swept last, not extrapolated; whatever comes next is taken
      taken_ = std::numeric_limits<double>::infinity();
      return;
    }
    taken_ = loss;
    at_ = {next.W, ops_.extrapolated(next.Ht, last_.Ht, weight_.weight())};
    last_.Ht = next.Ht;
    weight_.loss_fell();
    // A loss that is not finite is taken too, and then refused.
    if (loss <= now_.iteration.loss || !std::isfinite(loss)) {
      best_ = next;
      now_ = measured;
    }
  }

  const PenalizedLoss& loss_;
  const Operations& ops_;
  Pair best_;  // lowest loss; what now_ measured
  Pair at_;    // where the next step starts
  Pair last_;  // as the last sweeps left them
  Measured now_;
  double taken_ = std::numeric_limits<double>::infinity();  // loss of the last step that was taken
  Extrapolation weight_;
  ViolationRule rule_;
};

}  // namespace

Factorization solve_hals(const Problem& problem, Factors start) {
  const PenalizedLoss loss(problem);
  Hals hals(loss, problem.options.tol, {std::move(start.W), start.H.t()});
  start.H = Tensor();  // of the start nothing is kept
  return iterate(problem, loss, hals);
}

}  // namespace nmf
