#include <optional>
#include <utility>

#include "nmf/factorization/alternation.h"
#include "nmf/factorization/stopping.h"

namespace nmf {
namespace {

using at::Tensor;
using Measured = PenalizedLoss::Measured;
using Side = Operations::Side;

/// scikit-learn sets entries of H that are smaller to 0 under the divergence.
constexpr double kLeastOfH = 2.220446049250313e-16;

/// Multiplicative updates of W, then of H. A new W is made together with the measures of the pair
/// before, which need the same products.
class Multiplicative final : public Alternation {
 public:
  Multiplicative(const PenalizedLoss& loss, const Problem& problem, Pair start)
      : loss_(loss),
        divergence_(problem.options.beta_loss == BetaLoss::kullback_leibler),
        at_(std::move(start)),
        gram_W_(loss.gram(at_.W)),
        rule_(problem.options.tol, before().error) {}

  const Pair& pair() const override { return at_; }

  Measured measured() override { return before(); }

  bool step() override {
    before();
    at_.W = next_->W;
    next_.reset();
    gram_W_ = loss_.gram(at_.W);
    at_.Ht = updated_h();
    return rule_.due(++iterations_) && rule_.reached(before().error);
  }

  void visit_state(StateVisitor& visitor) override {
    visit_pair(visitor, "", at_);  // next_ and gram_W_ were made from them, and would be again
    visitor.count("iterations", iterations_);
    rule_.visit_state(visitor);
  }

 private:
  struct Next {
    Tensor W;
    Measured before;
  };

  /// Measures of at_; the next W is there afterwards.
  const Measured& before() {
    if (!next_) update_w();
    return next_->before;
  }

  void update_w() {
    const Tensor gram_H = loss_.gram(at_.Ht);
    Operations::Update update;
    double total = 0;
    if (divergence_) {
      const Tensor sums = loss_.column_sums(at_.Ht);
      update = loss_.operations().multiplied_divergence(Side::documents, at_.W, sums, at_.Ht,
                                                        loss_.of_w(), 0, true);
      total = sum_of_product(loss_.column_sums(at_.W), sums);
    } else {
      update = loss_.operations().multiplied(Side::documents, at_.W, gram_H, at_.Ht, loss_.of_w());
    }
    next_ = {update.F, loss_.measure(at_, gram_W_, gram_H, update.before, total)};
  }

  Tensor updated_h() const {
    const Operations& ops = loss_.operations();
    if (!divergence_) return ops.multiplied(Side::terms, at_.Ht, gram_W_, at_.W, loss_.of_h()).F;
    return ops
        .multiplied_divergence(Side::terms, at_.Ht, loss_.column_sums(at_.W), at_.W, loss_.of_h(),
                               kLeastOfH, false)
        .F;
  }

  const PenalizedLoss& loss_;
  bool divergence_;
  Pair at_;
  Tensor gram_W_;
  std::optional<Next> next_;
  std::int64_t iterations_ = 0;
  ErrorRule rule_;
};

}  // namespace

Factorization solve_mu(const Problem& problem, Factors start) {
  const PenalizedLoss loss(problem);
  Multiplicative updates(loss, problem, {std::move(start.W), start.H.t()});
  start.H = Tensor();  // of the start nothing is kept
  return iterate(problem, loss, updates);
}

}  // namespace nmf
