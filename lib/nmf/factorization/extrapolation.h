#pragma once

#include <algorithm>

#include "nmf/factorization/solver_state.h"

namespace nmf {

/// How far extrapolated steps reach: W + beta (W - W before). The weight grows while the loss falls
/// and shrinks where it rises, as Ang & Gillis, Accelerating Nonnegative Matrix Factorization
/// Algorithms Using Extrapolation (Neural Computation 31, 2019), have it, with their constants.
class Extrapolation {
 public:
  [[nodiscard]] double weight() const { return weight_; }

  void loss_fell() {
    fell_with_ = weight_;
    ceiling_ = std::min(1.0, kCeilingGrowth * ceiling_);
    weight_ = std::min(ceiling_, kGrowth * weight_);
  }

  void loss_rose() {
    ceiling_ = fell_with_;
    weight_ /= kDecay;
    if (weight_ < kNone) weight_ = ceiling_ = 0;  // what rises then is rounding
  }

  void visit_state(StateVisitor& visitor) {
    visitor.number("weight", weight_);
    visitor.number("ceiling of the weight", ceiling_);
    visitor.number("weight with which the loss fell", fell_with_);
  }

 private:
  static constexpr double kGrowth = 1.05, kCeilingGrowth = 1.01, kDecay = 1.5, kNone = 1e-3;
  double weight_ = 0.5, ceiling_ = 1, fell_with_ = 0.5;
};

}  // namespace nmf
