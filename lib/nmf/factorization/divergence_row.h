#pragma once

#include <cstdint>
#include <vector>

namespace nmf {

/// Minimizes, for one row x after the other, over w >= 0
///
///     sum of x phi(w h) + prices w + l2 ||w||^2 / 2,  phi(z) = -log z,
///
/// the Kullback-Leibler divergence of x from w H, by Newton's method: each step minimizes the
/// quadratic model over w >= 0 (ActiveSet) and is halved until the objective falls. Below `epsilon`
/// phi goes on in a straight line, as for solvers to whom a smaller w h counts as epsilon.
///
/// Not for two threads at once.
template <typename T>
class DivergenceRow {
 public:
  /// \param prices  [K], the sums of H's rows and the l1 penalty; stays the caller's
  DivergenceRow(const std::vector<double>& prices, double l2, double epsilon);

  /// \param x  [n] > 0
  /// \param h  [n] the column of H that each meets, [K]
  /// \param w  [K] >= 0, where it starts; becomes the minimizer
  void solve(const std::vector<double>& x, const std::vector<const T*>& h, double* w);

 private:
  double objective(const std::vector<double>& w);
  bool differentiate();
  bool step();

  const std::vector<double>& prices_;
  double l2_, epsilon_;
  const std::vector<double>* x_ = nullptr;
  const std::vector<const T*>* h_ = nullptr;
  std::vector<double> w_, wh_, ratio_, gradient_;
  std::vector<std::int64_t> entries_;  // that may be above 0 after a step
};

}  // namespace nmf
