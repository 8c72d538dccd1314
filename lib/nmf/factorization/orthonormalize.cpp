#include "nmf/factorization/orthonormalize.h"

#include <cmath>
#include <limits>

namespace nmf {
namespace {

using Index = std::size_t;

// Squares of sines of the angle between a column and the span of those before it.
constexpr double kWeak = 1e-8;  // below: dividing by it would make rounding errors large
constexpr double kNear = 1e-4;  // below: after the division they are visible

/// 1 / ||column j||, or 0.
std::vector<double> inverse_norms(const std::vector<double>& gram, Index n) {
  std::vector<double> inverse(n, 0.0);
  for (Index j = 0; j < n; ++j)
    if (gram[j * n + j] > 0) inverse[j] = 1 / std::sqrt(gram[j * n + j]);
  return inverse;
}

/// Makes column j of F M zero.
void drop(CholeskyStep& step, Index j, Index n) {
  for (Index i = 0; i < n; ++i) step.M[i * n + j] = 0;
}

}  // namespace

CholeskyStep cholesky_step(const std::vector<double>& gram, std::int64_t size) {
  const auto n = static_cast<Index>(size);
  const std::vector<double> inverse = inverse_norms(gram, n);
  CholeskyStep step{std::vector<double>(n * n, 0.0), std::vector<char>(n, 0), true};
  // R^T R = the Gram matrix of the columns at length 1, row by row; a weak row is (0 .. 1 0 .. 0).
  std::vector<double> R(n * n, 0.0);
  for (Index i = 0; i < n; ++i) {
    double* row = &R[i * n];
    for (Index j = i; j < n; ++j) row[j] = gram[i * n + j] * inverse[i] * inverse[j];
    for (Index k = 0; k < i; ++k) {
      const double factor = R[k * n + i];
      if (step.weak[k] != 0 || factor == 0) continue;
      for (Index j = i; j < n; ++j) row[j] -= factor * R[k * n + j];
    }
    const double pivot = row[i];
    if (!(pivot > kNear)) step.settled = step.settled && inverse[i] == 0;
    if (pivot > kWeak) {
      const double diagonal = std::sqrt(pivot);
      for (Index j = i; j < n; ++j) row[j] /= diagonal;
    } else {
      step.weak[i] = inverse[i] > 0 ? 1 : 0;
      for (Index j = i; j < n; ++j) row[j] = j == i ? 1 : 0;
    }
  }
  // M = R^-1 from the last row up, then the lengths.
  for (Index i = n; i-- > 0;) {
    double* row = &step.M[i * n];
    row[i] = 1;
    for (Index k = i + 1; k < n; ++k) {
      const double factor = R[i * n + k];
      if (factor == 0) continue;
      for (Index j = k; j < n; ++j) row[j] -= factor * step.M[k * n + j];
    }
    for (Index j = i; j < n; ++j) row[j] /= R[i * n + i];
  }
  for (Index i = 0; i < n; ++i)
    for (Index j = i; j < n; ++j) step.M[i * n + j] *= inverse[i];
  return step;
}

template <typename T>
std::vector<double> orthonormalize(TallMatrix<T>& F, const Threads& threads) {
  constexpr int kMostSteps = 8;
  // What is left of a weak column is rounding alone when it is shorter than this.
  constexpr double kNothing = 16.0 * static_cast<double>(std::numeric_limits<T>::epsilon());
  const auto n = static_cast<Index>(F.columns());
  std::vector<char> weak(n, 0);
  std::vector<double> first;
  for (int i = 1; i <= kMostSteps; ++i) {
    std::vector<double> gram = F.gram(threads);
    if (i == 1) first = gram;
    for (Index j = 0; j < n; ++j) {
      if (weak[j] == 0 || gram[j * n + j] > kNothing * kNothing) continue;
      for (Index k = 0; k < n; ++k) gram[j * n + k] = gram[k * n + j] = 0;
    }
    CholeskyStep step = cholesky_step(gram, F.columns());
    weak = step.weak;
    for (Index j = 0; j < n && i == kMostSteps; ++j)
      if (weak[j] != 0) drop(step, j, n);
    F.multiply_in_place(step.M, threads);
    if (step.settled) break;
  }
  return first;
}

template std::vector<double> orthonormalize(TallMatrix<float>&, const Threads&);
template std::vector<double> orthonormalize(TallMatrix<double>&, const Threads&);

}  // namespace nmf
