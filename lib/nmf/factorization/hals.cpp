#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

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

/// Of a factor with that Gram matrix, [1, K].
Tensor column_norms(const Tensor& gram) { return gram.diagonal().sqrt().unsqueeze(0); }

/// Extrapolated steps. A pair is measured between its two sweeps, as W swept and the H that it was
/// swept for (Ang & Gillis 2019, section 3): the Gram matrix of that H is known by then. What has
/// been found is the best pair so far, so the loss never rises.
///
/// W goes on from the last one scaled to its column norms. The scale of a component is free between
/// W and H, and with both extrapolated as they are it grows from step to step until T ends.
class Hals final : public Alternation {
 public:
  Hals(const PenalizedLoss& loss, double tol, Pair start)
      : loss_(loss),
        ops_(loss.operations()),
        best_(start),
        at_(start),
        last_(std::move(start)),
        now_(loss.measure(best_)),
        rule_(tol) {
    const Tensor gram_W = loss_.gram(at_.W);
    norms_ = column_norms(gram_W);
    // The first step finds an H that goes with the start's W (scripts/bench/README.md).
    at_.Ht = ops_.sweep(Side::terms, at_.Ht, gram_W, at_.W, loss_.of_h(), kSweepsOfH, false).F;
    last_.Ht = at_.Ht;
  }

  const Pair& pair() const override { return best_; }
  Measured measured() override { return now_; }

  bool step() override {
    const Tensor gram_H = loss_.gram(at_.Ht);
    const auto swept_W = ops_.sweep(Side::documents, std::move(at_.W), gram_H, at_.Ht, loss_.of_w(),
                                    kSweepsOfW, true);
    const Tensor gram_W = loss_.gram(swept_W.F);
    if (!accepts({swept_W.F, at_.Ht}, gram_W, gram_H, swept_W.inner)) return false;

    const Tensor norms = column_norms(gram_W);
    const Tensor growth = at::where(at::gt(norms_, 0), norms / norms_, 1.0);
    at_.W = ops_.extrapolated(swept_W.F, std::move(last_.W), weight_.weight(), growth);
    last_.W = swept_W.F;
    norms_ = norms;
    const auto swept_H = ops_.sweep(Side::terms, std::move(at_.Ht), loss_.gram(at_.W), at_.W,
                                    loss_.of_h(), kSweepsOfH, false);
    at_.Ht = ops_.extrapolated(swept_H.F, std::move(last_.Ht), weight_.weight(), {});
    last_.Ht = swept_H.F;
    weight_.loss_fell();
    return rule_.reached(swept_W.violation + swept_H.violation);
  }

  Pair finish() override {
    at_ = {};
    keep_if_better(last_, loss_.measure(last_));
    last_ = {};
    return std::move(best_);
  }

  void visit_state(StateVisitor& visitor) override {
    visit_pair(visitor, "", at_);
    visit_pair(visitor, "best ", best_);
    visit_pair(visitor, "last ", last_);
    visitor.tensor("norms", norms_);
    visitor.number("loss", now_.iteration.loss);
    visitor.number("residual", now_.iteration.residual);
    visitor.number("error", now_.error);
    visitor.number("loss taken", taken_);
    weight_.visit_state(visitor);
    rule_.visit_state(visitor);
  }

 private:
  /// Whether to go on from what was found; if not, at_ is where to start again.
  bool accepts(const Pair& found, const Tensor& gram_W, const Tensor& gram_H, double inner) {
    const Measured measured = loss_.measure(found, gram_W, gram_H, {inner, 0}, 0);
    const double loss = measured.iteration.loss;
    if (loss > taken_ && weight_.weight() > 0) {
      weight_.loss_rose();
      at_ = last_;  // what was swept last, not extrapolated; whatever comes next is taken
      taken_ = std::numeric_limits<double>::infinity();
      return false;
    }
    taken_ = loss;
    keep_if_better(found, measured);
    return true;
  }

  void keep_if_better(const Pair& found, const Measured& measured) {
    const double loss = measured.iteration.loss;
    // A loss that is not finite is kept too, and then refused.
    if (loss > now_.iteration.loss) return;
    best_ = found;
    now_ = measured;
  }

  const PenalizedLoss& loss_;
  const Operations& ops_;
  Pair best_;     // lowest loss; what now_ measured
  Pair at_;       // where the next step starts
  Pair last_;     // as the last sweeps left them
  Tensor norms_;  // of the columns of last_.W, [1, K]
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
