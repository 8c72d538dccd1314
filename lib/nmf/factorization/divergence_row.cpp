#include "nmf/factorization/divergence_row.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "nmf/factorization/active_set.h"

namespace nmf {
namespace {

constexpr double kRounding = 1e-13;  // of the terms of a sum

std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

}  // namespace

template <typename T>
DivergenceRow<T>::DivergenceRow(const std::vector<double>& prices, double l2, double epsilon)
    : prices_(prices), l2_(l2), epsilon_(epsilon), gradient_(prices.size()) {}

template <typename T>
void DivergenceRow<T>::solve(const std::vector<double>& x, const std::vector<const T*>& h,
                             double* w) {
  constexpr int kMostSteps = 50;  // some five are enough
  x_ = &x;
  h_ = &h;
  w_.assign(w, w + prices_.size());
  for (int i = 0; i < kMostSteps; ++i)
    if (!differentiate() || !step()) break;
  std::copy(w_.begin(), w_.end(), w);
}

/// The objective, and w h of each entry in wh_.
template <typename T>
double DivergenceRow<T>::objective(const std::vector<double>& w) {
  const std::size_t K = prices_.size();
  double sum = 0;
  wh_.resize(x_->size());
  for (std::size_t i = 0; i < x_->size(); ++i) {
    const T* h = (*h_)[i];
    double z = 0;
    for (std::size_t k = 0; k < K; ++k) z += w[k] * static_cast<double>(h[k]);
    wh_[i] = z;
    sum -= (*x_)[i] * (z > epsilon_ ? std::log(z) : std::log(epsilon_) + (z - epsilon_) / epsilon_);
  }
  for (std::size_t k = 0; k < K; ++k) sum += w[k] * (prices_[k] + l2_ / 2 * w[k]);
  return sum;
}

/// The gradient at w_. \return false if it is 0 but for rounding, where w_ is 0 not below
template <typename T>
bool DivergenceRow<T>::differentiate() {
  const std::size_t K = prices_.size();
  objective(w_);
  for (std::size_t k = 0; k < K; ++k) gradient_[k] = prices_[k] + l2_ * w_[k];
  ratio_.resize(x_->size());
  for (std::size_t i = 0; i < x_->size(); ++i) {
    const T* h = (*h_)[i];
    ratio_[i] = (*x_)[i] / std::max(wh_[i], epsilon_);
    for (std::size_t k = 0; k < K; ++k) gradient_[k] -= ratio_[i] * static_cast<double>(h[k]);
  }
  bool at_minimum = true;
  entries_.clear();
  for (std::size_t k = 0; k < K; ++k) {
    const double size = prices_[k] + l2_ * w_[k];
    if (w_[k] > 0 || gradient_[k] < 0) entries_.push_back(static_cast<std::int64_t>(k));
    const double violation = w_[k] > 0 ? std::fabs(gradient_[k]) : -gradient_[k];
    at_minimum = at_minimum && violation <= kRounding * (2 * size + 1e-300);
  }
  return !at_minimum;
}

/// \return false if there is no way down
template <typename T>
bool DivergenceRow<T>::step() {
  // The model (u - w) M (u - w) / 2 + gradient (u - w) over u >= 0, for these entries alone: an
  // objective of ActiveSet with p = M w - gradient.
  const auto n = std::ssize(entries_);
  std::vector<double> M(at(n * n), 0.0), p(at(n)), u(at(n)), row(at(n));
  for (std::int64_t i = 0; i < n; ++i) M[at(i * n + i)] = l2_;
  for (std::size_t i = 0; i < x_->size(); ++i) {
    const double weight = ratio_[i] / std::max(wh_[i], epsilon_);
    for (std::int64_t a = 0; a < n; ++a)
      row[at(a)] = static_cast<double>((*h_)[i][entries_[at(a)]]);
    for (std::int64_t a = 0; a < n; ++a) {
      const double scaled = weight * row[at(a)];
      if (scaled == 0) continue;
      for (std::int64_t b = 0; b < n; ++b) M[at(a * n + b)] += scaled * row[at(b)];
    }
  }
  for (std::int64_t a = 0; a < n; ++a) {
    const auto k = at(entries_[at(a)]);
    u[at(a)] = w_[k];
    p[at(a)] = -gradient_[k];
    for (std::int64_t b = 0; b < n; ++b) p[at(a)] += M[at(a * n + b)] * w_[at(entries_[at(b)])];
  }
  ActiveSet(M.data(), n, std::numeric_limits<double>::infinity()).solve(p.data(), u.data());

  constexpr int kHalvings = 20;        // of a step at most
  constexpr double kLeastFall = 1e-4;  // of what its slope promises
  double slope = 0;
  for (std::int64_t a = 0; a < n; ++a) {
    const auto k = at(entries_[at(a)]);
    slope += gradient_[k] * (u[at(a)] - w_[k]);
  }
  const double before = objective(w_);
  std::vector<double> next = w_;
  for (int halvings = 0; halvings < kHalvings; ++halvings) {
    const double length = std::ldexp(1.0, -halvings);
    for (std::int64_t a = 0; a < n; ++a) {
      const auto k = at(entries_[at(a)]);
      next[k] = w_[k] + length * (u[at(a)] - w_[k]);
      if (halvings == 0) next[k] = u[at(a)];
    }
    // As near the minimum as rounding lets one see, the whole step is right.
    if (objective(next) > before + kLeastFall * length * slope + kRounding * std::fabs(before))
      continue;
    const bool moved = next != w_;
    w_ = next;
    return moved;
  }
  return false;
}

template class DivergenceRow<float>;
template class DivergenceRow<double>;

}  // namespace nmf
