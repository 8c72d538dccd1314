#include "nmf/evaluation/held_out_curve.h"

#include <algorithm>
#include <cmath>

namespace nmf {
namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

}  // namespace

HeldOutCurve::HeldOutCurve(const std::vector<Candidate>& candidates) : candidates_(candidates) {
  for (const Candidate& candidate : candidates) errors_.push_back(candidate.held_out_error());
  lowest_ =
      static_cast<std::size_t>(std::min_element(errors_.begin(), errors_.end()) - errors_.begin());
}

std::size_t HeldOutCurve::knee() const {
  // On planted corpora of 5 to 40 topics the true K explained at most 0.5 % less than the lowest
  // (more components gain a little by what documents share by chance), one topic fewer at least 6 %
  // less.
  constexpr double kSlack = 0.02;
  for (std::size_t i = 0; i < lowest_; ++i) {
    const Difference worse = difference(i, lowest_);
    if (worse.median <= std::max(worse.chance, kSlack * explained(lowest_))) return i;
  }
  return lowest_;
}

bool HeldOutCurve::sharp(std::size_t i) const {
  constexpr double kStillFalling = 0.25;  // of the rate before
  if (i == 0 || i + 1 == size()) return false;
  const Difference fall = difference(i - 1, i);
  if (fall.median <= 0 || fall.larger + 1 < candidates_[i].folds.size()) return false;
  for (std::size_t later = i + 1; later < size(); ++later)
    if (rate(i, later) > kStillFalling * rate(i - 1, i)) return false;
  return true;
}

bool HeldOutCurve::falls_at_the_end() const {
  constexpr double kAlmostAsFast = 0.5;
  if (size() < 3 || lowest_ + 1 != size()) return false;
  // Topics that are still missing cost about as much each; where there is no last one, the next
  // explains ever less.
  const auto per_component = [&](std::size_t i) {
    return difference(i - 1, i).median /
           static_cast<double>(candidates_[i].k - candidates_[i - 1].k);
  };
  for (std::size_t i = 1; i + 1 < size(); ++i)
    if (per_component(size() - 1) < kAlmostAsFast * per_component(i)) return false;
  return per_component(size() - 1) > 0;
}

HeldOutCurve::Difference HeldOutCurve::difference(std::size_t a, std::size_t b) const {
  constexpr double kNormal = 1.4826;  // standard deviation over median deviation of a normal law
  const auto &x = candidates_[a].folds, &y = candidates_[b].folds;
  Difference result;
  std::vector<double> all;
  for (std::size_t f = 0; f < x.size(); ++f) {
    all.push_back(x[f].error.share() - y[f].error.share());
    if (all.back() > 0) ++result.larger;
  }
  result.median = median(all);
  for (double& value : all) value = std::abs(value - result.median);
  result.chance = kNormal * median(all) / std::sqrt(static_cast<double>(all.size()));
  return result;
}

double HeldOutCurve::rate(std::size_t a, std::size_t b) const {
  const double ratio =
      static_cast<double>(candidates_[b].k) / static_cast<double>(candidates_[a].k);
  return difference(a, b).median / std::log(ratio);
}

}  // namespace nmf
