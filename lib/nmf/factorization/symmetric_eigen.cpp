#include "nmf/factorization/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace nmf {
namespace {

using Values = std::vector<double>;
using Index = std::size_t;

/// Q^T A Q = tridiagonal; the rows of `rows` are the columns of Q.
struct Tridiagonal {
  Values diagonal, beside, rows;
};

/// The vector u of the reflection I - u u^T / h that turns `x` into (alpha, 0, 0, ...).
/// Returns h; 0 where nothing has to be done. \param u  x on entry
double reflector(double* u, Index count, double& alpha) {
  double square = 0;
  for (Index i = 1; i < count; ++i) square += u[i] * u[i];
  alpha = u[0];
  if (square == 0) return 0;
  const double norm = std::sqrt(square + u[0] * u[0]);
  alpha = u[0] > 0 ? -norm : norm;
  const double h = norm * (norm + std::abs(u[0]));
  u[0] -= alpha;
  return h;
}

/// A <- (I - u u^T / h) A (I - u u^T / h) on the rows and columns from `first` on.
void reflect_both(Values& A, Index n, Index first, const double* u, double h, Values& w) {
  std::fill(w.begin(), w.end(), 0.0);
  // Row after row of the symmetric A: sums over rows that vectors can take side by side.
  for (Index i = first; i < n; ++i) {
    const double* row = &A[i * n];
    const double factor = u[i - first] / h;
    for (Index j = first; j < n; ++j) w[j] += factor * row[j];
  }
  double inner = 0;
  for (Index i = first; i < n; ++i) inner += u[i - first] * w[i];
  for (Index i = first; i < n; ++i) w[i] -= inner / (2 * h) * u[i - first];
  for (Index i = first; i < n; ++i) {
    double* row = &A[i * n];
    const double a = u[i - first], b = w[i];
    for (Index j = first; j < n; ++j) row[j] -= a * w[j] + b * u[j - first];
  }
}

Tridiagonal tridiagonal(Values A, Index n) {
  Tridiagonal t{Values(n, 0.0), Values(n, 0.0), Values(n * n, 0.0)};
  std::vector<Values> reflectors;
  Values heights, w(n, 0.0);
  for (Index k = 0; k + 1 < n; ++k) {
    Values u(A.begin() + static_cast<std::ptrdiff_t>(k * n + k + 1),
             A.begin() + static_cast<std::ptrdiff_t>((k + 1) * n));
    heights.push_back(reflector(u.data(), u.size(), t.beside[k]));
    if (heights.back() > 0) reflect_both(A, n, k + 1, u.data(), heights.back(), w);
    reflectors.push_back(std::move(u));
  }
  for (Index i = 0; i < n; ++i) {
    t.diagonal[i] = A[i * n + i];
    t.rows[i * n + i] = 1;
  }
  // Q^T = H_last ... H_1 from the last on, so that only a corner that grows is touched.
  for (Index k = reflectors.size(); k-- > 0;) {
    const Values& u = reflectors[k];
    if (heights[k] == 0) continue;
    for (Index i = k + 1; i < n; ++i) {
      double* row = &t.rows[i * n] + k + 1;
      double inner = 0;
      for (Index j = 0; j < u.size(); ++j) inner += row[j] * u[j];
      inner /= heights[k];
      for (Index j = 0; j < u.size(); ++j) row[j] -= inner * u[j];
    }
  }
  return t;
}

/// One implicit QL step on the block first .. last, with Wilkinson's shift; each rotation also
/// turns two of the rows.
void ql_step(Tridiagonal& t, Index first, Index last, Index n) {
  Values &d = t.diagonal, &e = t.beside;
  double g = (d[first + 1] - d[first]) / (2 * e[first]);
  g = d[last] - d[first] + e[first] / (g + std::copysign(std::sqrt(g * g + 1), g));
  double sine = 1, cosine = 1, moved = 0;
  for (Index i = last; i-- > first;) {
    const double f = sine * e[i], b = cosine * e[i], r = std::sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r == 0) {  // the block falls apart here
      d[i + 1] -= moved;
      e[last] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1] - moved;
    const double turned = (d[i] - g) * sine + 2 * cosine * b;
    moved = sine * turned;
    d[i + 1] = g + moved;
    g = cosine * turned - b;
    double *low = &t.rows[i * n], *high = low + n;
    for (Index k = 0; k < n; ++k) {
      const double x = high[k];
      high[k] = sine * low[k] + cosine * x;
      low[k] = cosine * low[k] - sine * x;
    }
  }
  d[first] -= moved;
  e[first] = g;
  e[last] = 0;
}

/// The end of the block that begins at `first`: where the entry beside the diagonal is nothing.
Index block_end(const Tridiagonal& t, Index first, Index n) {
  Index last = first;
  for (; last + 1 < n; ++last) {
    const double scale = std::abs(t.diagonal[last]) + std::abs(t.diagonal[last + 1]);
    const double beside = std::abs(t.beside[last]);
    if (beside <= std::numeric_limits<double>::epsilon() * scale || beside < 1e-150) break;
  }
  return last;
}

}  // namespace

SymmetricEigen symmetric_eigen(std::vector<double> matrix, std::int64_t size) {
  constexpr int kMostSteps = 100;  // two or three are usual
  const auto n = static_cast<Index>(size);
  double largest = 0;
  for (Index i = 0; i < n; ++i)
    for (Index j = i; j < n; ++j) largest = std::max(largest, std::abs(matrix[i * n + j]));
  const double scale = largest > 0 ? largest : 1;  // squares then neither overflow nor vanish
  for (Index i = 0; i < n; ++i)
    for (Index j = i; j < n; ++j) matrix[j * n + i] = matrix[i * n + j] = matrix[i * n + j] / scale;

  Tridiagonal t = tridiagonal(std::move(matrix), n);
  for (Index first = 0; first < n; ++first) {
    int steps = 0;
    for (Index last = 0; (last = block_end(t, first, n)) != first;) {
      if (++steps > kMostSteps) throw std::runtime_error("the eigenvalues do not converge");
      ql_step(t, first, last, n);
    }
  }

  std::vector<Index> order(n);
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](Index a, Index b) { return t.diagonal[a] > t.diagonal[b]; });
  SymmetricEigen result;
  for (const Index j : order) {
    result.values.push_back(t.diagonal[j] * scale);
    result.vectors.insert(result.vectors.end(), t.rows.begin() + static_cast<std::ptrdiff_t>(j * n),
                          t.rows.begin() + static_cast<std::ptrdiff_t>((j + 1) * n));
  }
  return result;
}

}  // namespace nmf
