#pragma once

#include <cstddef>
#include <vector>

#include "nmf/evaluation/select.h"

namespace nmf {

/// The held-out error over rising K, and where it stops falling. Indices are those of candidates.
///
/// Two K are compared by the median of their differences over the folds: a fold is hard or easy for
/// all of them alike, and now and then a fit ends in a poor local minimum.
class HeldOutCurve {
 public:
  explicit HeldOutCurve(const std::vector<Candidate>& candidates);

  [[nodiscard]] std::size_t size() const { return errors_.size(); }
  [[nodiscard]] double error(std::size_t i) const { return errors_[i]; }
  [[nodiscard]] double explained(std::size_t i) const { return 1 - errors_[i]; }
  [[nodiscard]] std::size_t lowest() const { return lowest_; }  ///< the first of equals

  /// The smallest K that is as good as the lowest: see `recommend`.
  [[nodiscard]] std::size_t knee() const;

  /// Whether the error falls to `i` from the K before, in all folds but one at most, and not beyond
  /// it at more than a quarter of that rate.
  [[nodiscard]] bool sharp(std::size_t i) const;

  /// Whether the fall to the largest K is, per component, at least half as fast as any before: a
  /// knee may lie beyond.
  [[nodiscard]] bool falls_at_the_end() const;

 private:
  struct Difference {
    double median = 0;
    double chance = 0;       // robust standard error of the median, from the median deviation
    std::size_t larger = 0;  // folds in which the first is larger
  };
  /// Of the errors of a less those of b, fold by fold.
  [[nodiscard]] Difference difference(std::size_t a, std::size_t b) const;
  /// How fast the error falls from a to b, per e-fold of K.
  [[nodiscard]] double rate(std::size_t a, std::size_t b) const;

  const std::vector<Candidate>& candidates_;
  std::vector<double> errors_;
  std::size_t lowest_ = 0;
};

}  // namespace nmf
