#pragma once

#include <cstdint>

#include "nmf/factorization/solver_state.h"

namespace nmf {

/// The stopping rule of Adam: every ten iterations the loss is compared with that of ten before.
class Convergence {
 public:
  /// \param tol  stop when the loss fell by less than this share; 0: never
  explicit Convergence(double tol) : tol_(tol) {}

  /// Whether to stop after `iteration` (from 0), whose loss this is.
  bool reached(std::int64_t iteration, double loss) {
    constexpr std::int64_t kEvery = 10;
    if (tol_ <= 0 || iteration % kEvery != 0) return false;
    const bool stop = iteration > 0 && previous_ - loss < tol_ * previous_;
    previous_ = loss;
    return stop;
  }
  void visit_state(StateVisitor& visitor) { visitor.number("loss ten iterations ago", previous_); }

 private:
  double tol_;
  double previous_ = 0;
};

}  // namespace nmf
