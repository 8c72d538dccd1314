#include "nmf/evaluation/held_out_curve.h"

#include <algorithm>
#include <cmath>

namespace nmf {

HeldOutCurve::HeldOutCurve(const std::vector<Candidate>& candidates) : candidates_(candidates) {
  for (const Candidate& candidate : candidates) errors_.push_back(candidate.held_out_error());
  lowest_ =
      static_cast<std::size_t>(std::min_element(errors_.begin(), errors_.end()) - errors_.begin());
}

std::size_t HeldOutCurve::knee() const {
  // On planted corpora of 5 to 40 topics the true K explained at most 2 % less than the lowest
  // (more components gain a little by what documents share by chance), one topic fewer at least 6 %
  // less.
  constexpr double kSlack = 0.03;
  for (std::size_t i = 0; i < lowest_; ++i) {
    const Difference worse = difference(i, lowest_);
    if (worse.mean <= std::max(worse.standard_error, kSlack * explained(lowest_))) return i;
  }
  return lowest_;
}

bool HeldOutCurve::sharp(std::size_t i) const {
  constexpr double kStillFalling = 0.25;  // of the rate before
  constexpr double kChance = 2;           // standard errors
  if (i == 0 || i + 1 == size()) return false;
  const Difference fall = difference(i - 1, i);
  if (fall.mean <= 0 || fall.mean < kChance * fall.standard_error) return false;
  for (std::size_t later = i + 1; later < size(); ++later)
    if (rate(i, later) > kStillFalling * rate(i - 1, i)) return false;
  return true;
}

bool HeldOutCurve::falls_at_the_end() const {
  if (size() < 3 || lowest_ + 1 != size()) return false;
  const double last = rate(size() - 2, size() - 1);
  for (std::size_t i = 1; i + 1 < size(); ++i)
    if (rate(i - 1, i) > last) return false;
  return true;
}

HeldOutCurve::Difference HeldOutCurve::difference(std::size_t a, std::size_t b) const {
  const auto &x = candidates_[a].folds, &y = candidates_[b].folds;
  const auto n = static_cast<double>(x.size());
  double sum = 0, squares = 0;
  for (std::size_t f = 0; f < x.size(); ++f) sum += x[f].error.share() - y[f].error.share();
  const double mean = sum / n;
  for (std::size_t f = 0; f < x.size(); ++f) {
    const double from_mean = x[f].error.share() - y[f].error.share() - mean;
    squares += from_mean * from_mean;
  }
  return {mean, n > 1 ? std::sqrt(squares / (n - 1) / n) : 0};
}

double HeldOutCurve::rate(std::size_t a, std::size_t b) const {
  const double ratio =
      static_cast<double>(candidates_[b].k) / static_cast<double>(candidates_[a].k);
  return (errors_[a] - errors_[b]) / std::log(ratio);
}

}  // namespace nmf
