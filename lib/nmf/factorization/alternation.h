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
  /// The pair with W at its optimum for an H that stays: what `transform` would find.
  virtual Pair with_w_solved() = 0;
  /// Everything of it that an iteration changes and the next one needs. Where a state is put back,
  /// it was made from the `W` and `Ht` of that state.
  virtual void visit_state(StateVisitor& visitor) = 0;
};

void visit_pair(StateVisitor& visitor, const std::string& prefix, Pair& pair);

/// Iterates until one of the options says stop, and ends with W solved.
Factorization iterate(const Problem& problem, const PenalizedLoss& loss, Alternation& alternation);

/// Calls sweep(), which returns the violation of the sweeps that it did over W, until that is a
/// small share of the first, or falls no more: in float32 rounding sets an end to it.
template <typename Sweep>
void sweep_until_solved(const Sweep& sweep) {
  constexpr int kRounds = 20;
  constexpr double kEnough = 1e-6, kSmall = 1e-2, kFalling = 0.97;
  const double first = sweep();
  double last = first;
  for (int round = 1; round < kRounds && last > kEnough * first; ++round) {
    const double violation = sweep();
    if (violation > kFalling * last && violation < kSmall * first) return;
    last = violation;
  }
}

/// The pair with W at the minimum of the squared loss over W >= 0, H as it is.
Pair with_w_solved_for_squares(const PenalizedLoss& loss, Pair pair);

/// The same for the divergence, on the CPU.
Pair with_w_solved_for_divergence(const PenalizedLoss& loss, Pair pair);

}  // namespace nmf
