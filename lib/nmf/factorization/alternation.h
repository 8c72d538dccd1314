#pragma once

#include "nmf/factorization/penalized_loss.h"
#include "nmf/factorization/solver.h"

namespace nmf {

/// A way to lower a PenalizedLoss step by step.
class Alternation {
 public:
  Alternation() = default;
  virtual ~Alternation() = default;
  Alternation(const Alternation&) = delete;
  Alternation& operator=(const Alternation&) = delete;

  /// What has been found so far.
  virtual const Pair& pair() const = 0;
  /// Of pair().
  virtual PenalizedLoss::Measured measured() = 0;
  /// One iteration. \return whether it is converged by `tol`
  virtual bool step() = 0;
  /// After the last step: the best pair, what that step left unmeasured included. Nothing else is
  /// kept.
  virtual Pair finish() { return pair(); }
  /// Everything of it that an iteration changes and the next one needs. Where a state is put back,
  /// it was made from the `W` and `Ht` of that state.
  virtual void visit_state(StateVisitor& visitor) = 0;
};

void visit_pair(StateVisitor& visitor, const std::string& prefix, Pair& pair);

/// Iterates until one of the options says stop, and ends with W solved; of no iterations (max_iter
/// 0) it is the pair as it started.
Factorization iterate(const Problem& problem, const PenalizedLoss& loss, Alternation& alternation);

/// The pair with W at its optimum for an H that stays: what `transform` finds, on the CPU to the
/// bit.
Pair with_w_solved(const Problem& problem, const Pair& pair);

}  // namespace nmf
