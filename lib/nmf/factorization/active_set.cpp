#include "nmf/factorization/active_set.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nmf {
namespace {

// Of a diagonal element of G: when the entries taken before leave less of it, that is rounding.
constexpr double kDependent = 1e-12;
// Of the terms that a derivative is the sum of: a derivative that is smaller is rounding.
constexpr double kRounding = 1e-13;

/// Sums in lanes, which are added in order.
double dot(const double* a, const double* b, std::int64_t count) {
  constexpr std::int64_t kLanes = 4;
  double lane[kLanes] = {};
  std::int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes)
    for (std::int64_t l = 0; l < kLanes; ++l) lane[l] += a[i + l] * b[i + l];
  for (; i < count; ++i) lane[0] += a[i] * b[i];
  return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

/// to += x a
void add(double* to, double x, const double* a, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) to[i] += x * a[i];
}

}  // namespace

ActiveSet::ActiveSet(const double* G, std::int64_t K, double price)
    : G_(G), K_(K), price_(price), factor_(K), all_(all_signs() ? K : 0) {
  for (auto* numbers : {&root_, &half_, &z_, &column_, &least_, &value_, &w_, &sign_})
    numbers->resize(at(K));
  gradient_.resize(at(kernels::padded(K)));
  for (auto* marks : {&leaves_, &refused_}) marks->resize(at(K));
  for (std::int64_t k = 0; k < K; ++k) root_[at(k)] = std::sqrt(std::max(G[k * K + k], 0.0));
  if (!all_signs()) return;
  p_ = w_.data();  // zeros
  for (std::int64_t k = 0; k < K; ++k) append(k);
  n_all_ = n_;
  all_.entry = factor_.entry;
  all_.inverse = factor_.inverse;
  std::copy_n(factor_.upper.data(), n_ * factor_.stride, all_.upper.data());
}

void ActiveSet::solve(const double* p, double* w) {
  const std::int64_t most = 10 * (K_ + 10);  // far more than it takes; against rounding in a circle
  p_ = p;
  start(w);
  // Some entries whose minimizer has their signs.
  do substitute_back();
  while (drop_wrong());
  std::fill(w_.begin(), w_.end(), 0.0);
  for (std::int64_t i = 0; i < n_; ++i) w_[at(factor_.entry[at(i)])] = z_[at(i)];
  // Downhill from there: an entry more, then to the minimizer with it.
  std::fill(refused_.begin(), refused_.end(), char{0});
  for (std::int64_t i = 0; i < most && price_ > 0; ++i) {
    const std::int64_t k = most_wanted();
    if (k < 0) break;
    if (enter(k)) {
      walk();
      std::fill(refused_.begin(), refused_.end(), char{0});
    } else {
      refused_[at(k)] = 1;
    }
  }
  std::copy(w_.begin(), w_.end(), w);
}

/// The entries to begin with; where all signs are allowed, with those of the minimizer without a
/// price.
void ActiveSet::start(const double* w) {
  n_ = 0;
  std::fill(sign_.begin(), sign_.end(), 1.0);
  if (!all_signs()) {
    std::int64_t count = 0;
    for (std::int64_t k = 0; k < K_; ++k) {
      factor_.entry[at(count)] = static_cast<std::int32_t>(k);
      count += w[k] > 0 ? 1 : 0;  // no branch, which would be foreseen badly
    }
    take(count);
    return;
  }
  factor_.entry = all_.entry;
  factor_.inverse = all_.inverse;
  n_ = n_all_;
  std::copy_n(all_.upper.data(), n_ * all_.stride, factor_.upper.data());
  match_p();
  if (price_ == 0) return;
  substitute_back();
  for (std::int64_t i = 0; i < n_; ++i)
    if (z_[at(i)] < 0) sign_[at(factor_.entry[at(i)])] = -1;
  match_p();
}

/// Factorizes the part of G of the first `count` of factor_.entry; those that depend on others are
/// left out.
void ActiveSet::take(std::int64_t count) {
  const std::int64_t columns = kernels::padded(count + 1);
  for (std::int64_t i = 0; i < count; ++i) {
    double* row = factor_.row(i);
    const std::int64_t k = factor_.entry[at(i)];
    const double* g = G_ + k * K_;
    std::fill(row + i / kernels::kPanel * kernels::kPanel, row + i, 0.0);
    for (std::int64_t j = i; j < count; ++j) row[j] = g[factor_.entry[at(j)]];
    row[count] = wanted(k);
    std::fill(row + count + 1, row + columns, 0.0);
    least_[at(i)] = kDependent * row[i];
  }
  n_ = table_.cholesky(factor_.upper.data(), count, columns, factor_.stride, least_.data(),
                       factor_.inverse.data());
  for (std::int64_t i = 0; i < n_; ++i) half_[at(i)] = factor_.row(i)[count];
  for (std::int64_t i = n_ + 1; i < count; ++i) append(factor_.entry[at(i)]);
}

void ActiveSet::match_p() {
  for (std::int64_t i = 0; i < n_; ++i) half_[at(i)] = wanted(factor_.entry[at(i)]);
  substitute(half_.data());
}

/// x <- U^-T x
void ActiveSet::substitute(double* x) const {
  for (std::int64_t i = 0; i < n_; ++i) {
    x[i] *= factor_.inverse[at(i)];
    add(x + i + 1, -x[i], factor_.row(i) + i + 1, n_ - i - 1);
  }
}

/// Another column of the factor. \return false if k depends on the entries that it has
bool ActiveSet::append(std::int64_t k) {
  const double* g = G_ + k * K_;
  for (std::int64_t i = 0; i < n_; ++i) column_[at(i)] = g[factor_.entry[at(i)]];
  substitute(column_.data());
  const double left = g[k] - dot(column_.data(), column_.data(), n_);
  if (!(left > kDependent * g[k])) return false;
  factor_.entry[at(n_)] = static_cast<std::int32_t>(k);
  factor_.inverse[at(n_)] = 1 / std::sqrt(left);
  for (std::int64_t i = 0; i < n_; ++i) factor_.row(i)[n_] = column_[at(i)];
  half_[at(n_)] = (wanted(k) - dot(column_.data(), half_.data(), n_)) * factor_.inverse[at(n_)];
  ++n_;
  return true;
}

/// Entries marked in leaves_ become 0. The part of the factor before the first of them stays.
void ActiveSet::take_out() {
  const std::int64_t count = n_;
  for (n_ = 0; n_ < count && leaves_[at(n_)] == 0;) ++n_;
  for (std::int64_t i = n_; i < count; ++i) {
    const std::int64_t k = factor_.entry[at(i)];
    if (leaves_[at(i)] != 0 || !append(k)) w_[at(k)] = 0;
  }
}

void ActiveSet::substitute_back() {
  std::copy_n(half_.begin(), n_, z_.begin());
  substitute_back_z();
}

/// z_ <- U^-1 z_
void ActiveSet::substitute_back_z() {
  for (std::int64_t i = n_ - 1; i >= 0; --i)
    z_[at(i)] = (z_[at(i)] - dot(factor_.row(i) + i + 1, z_.data() + i + 1, n_ - i - 1)) *
                factor_.inverse[at(i)];
}

/// \return false if all signs are right
bool ActiveSet::drop_wrong() {
  bool any = false;
  for (std::int64_t i = 0; i < n_; ++i) {
    leaves_[at(i)] = wrong(i) ? 1 : 0;
    any = any || wrong(i);
  }
  if (any) take_out();
  return any;
}

/// The entry that is 0 along which the objective falls fastest, seen in units of ||h||; -1: it is
/// at its minimum.
std::int64_t ActiveSet::most_wanted() {
  double scale = 0;
  for (std::int64_t i = 0; i < n_; ++i) {
    const std::int64_t k = factor_.entry[at(i)];
    value_[at(i)] = w_[at(k)];
    scale += root_[at(k)] * std::fabs(w_[at(k)]);
  }
  const std::int64_t row_start[] = {0, n_};
  table_.sparse_times_factor({row_start, factor_.entry.data(), value_.data()}, 0, 1, G_, K_,
                             gradient_.data());
  for (std::int64_t k = 0; k < K_; ++k) gradient_[at(k)] -= p_[k];
  std::int64_t wanted = -1;
  double most = kRounding * scale;
  for (std::int64_t k = 0; k < K_; ++k) {
    if (w_[at(k)] != 0 || refused_[at(k)] != 0 || root_[at(k)] == 0) continue;
    const double falls = std::max(-gradient_[at(k)], gradient_[at(k)] - price_) / root_[at(k)];
    if (falls > most) {
      most = falls;
      wanted = k;
    }
  }
  return wanted;
}

/// \return false, and nothing is changed, if that does not lower the objective: all was rounding
bool ActiveSet::enter(std::int64_t k) {
  sign_[at(k)] = gradient_[at(k)] < 0 ? 1.0 : -1.0;
  if (!append(k)) return take_place(k);
  substitute_back();
  if (!wrong(n_ - 1)) return true;
  --n_;
  return false;
}

/// For an entry whose part of G is a sum of others': w G w stays as it is where these give way to
/// it, so the objective falls in a straight line until one of them is 0, whose place it takes.
bool ActiveSet::take_place(std::int64_t k) {
  // The column that append has left.
  std::copy_n(column_.begin(), n_, z_.begin());
  substitute_back_z();
  double step = std::numeric_limits<double>::infinity();
  for (std::int64_t i = 0; i < n_; ++i) {
    const double falls = sign_[at(k)] * z_[at(i)], from = w_[at(factor_.entry[at(i)])];
    if (falls * from > 0) step = std::min(step, from / falls);
  }
  if (!std::isfinite(step)) return false;
  for (std::int64_t i = 0; i < n_; ++i) {
    const double falls = sign_[at(k)] * z_[at(i)];
    double& w = w_[at(factor_.entry[at(i)])];
    leaves_[at(i)] = falls * w > 0 && w / falls <= step ? 1 : 0;
    w -= step * falls;
  }
  w_[at(k)] = sign_[at(k)] * step;
  take_out();
  if (!append(k)) w_[at(k)] = 0;
  substitute_back();
  return true;
}

/// From w_ straight towards the minimizer; where an entry comes to 0 on the way it is left out.
void ActiveSet::walk() {
  for (;; substitute_back()) {
    double step = 1;
    for (std::int64_t i = 0; i < n_; ++i) {
      const double from = w_[at(factor_.entry[at(i)])];
      if (wrong(i)) step = std::min(step, from == 0 ? 0.0 : from / (from - z_[at(i)]));
    }
    bool any = false;
    for (std::int64_t i = 0; i < n_; ++i) {
      double& w = w_[at(factor_.entry[at(i)])];
      const bool leaves = wrong(i) && (w == 0 || w / (w - z_[at(i)]) <= step);
      leaves_[at(i)] = leaves ? 1 : 0;
      any = any || leaves;
      w = step == 1 ? z_[at(i)] : w + step * (z_[at(i)] - w);
    }
    if (!any) return;
    take_out();
  }
}

}  // namespace nmf
