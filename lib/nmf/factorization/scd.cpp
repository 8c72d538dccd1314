#include <optional>
#include <utility>

#include "nmf/factorization/alternation.h"
#include "nmf/factorization/stopping.h"

namespace nmf {
namespace {

using at::Tensor;
using Measured = PenalizedLoss::Measured;
using Side = Operations::Side;

// One over each reached scikit-learn's loss on the notebook's matrix as soon as any other choice
// (up to 4 and 2), and ended lower.
constexpr std::int64_t kSweeps = 1;

/// Sweeps over W, then over H. A sweep over W begins with the products that the measures of the
/// pair before need, so both are done together.
class Scd final : public Alternation {
 public:
  Scd(const PenalizedLoss& loss, double tol, Pair start)
      : loss_(loss), at_(std::move(start)), rule_(tol) {}

  const Pair& pair() const override { return at_; }

  Measured measured() override {
    if (!next_) sweep_w();
    return next_->before;
  }

  bool step() override {
    if (!next_) sweep_w();
    at_.W = next_->W;
    const double violation = next_->violation;
    next_.reset();
    const auto swept = loss_.operations().sweep_divergence(
        Side::terms, at_.Ht, loss_.column_sums(at_.W), at_.W, loss_.of_h(), kSweeps, false);
    at_.Ht = swept.F;
    return rule_.reached(violation + swept.violation);
  }

  void visit_state(StateVisitor& visitor) override {
    visit_pair(visitor, "", at_);
    rule_.visit_state(visitor);
  }

 private:
  struct Next {
    Tensor W;
    Measured before;
    double violation;
  };

  void sweep_w() {
    const Tensor sums = loss_.column_sums(at_.Ht);
    const auto swept = loss_.operations().sweep_divergence(Side::documents, at_.W, sums, at_.Ht,
                                                           loss_.of_w(), kSweeps, true);
    const double total = sum_of_product(loss_.column_sums(at_.W), sums);
    next_ = {swept.F,
             loss_.measure(at_, loss_.gram(at_.W), loss_.gram(at_.Ht), swept.before, total),
             swept.violation};
  }

  const PenalizedLoss& loss_;
  Pair at_;
  std::optional<Next> next_;
  ViolationRule rule_;
};

}  // namespace

Factorization solve_scd(const Problem& problem, Factors start) {
  const PenalizedLoss loss(problem);
  Scd scd(loss, problem.options.tol, {std::move(start.W), start.H.t()});
  start.H = Tensor();  // of the start nothing is kept
  return iterate(problem, loss, scd);
}

}  // namespace nmf
