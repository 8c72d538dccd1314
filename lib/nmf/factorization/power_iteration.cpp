#include "nmf/factorization/power_iteration.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/normal_values.h"
#include "nmf/factorization/orthonormalize.h"
#include "nmf/factorization/random_streams.h"
#include "nmf/factorization/symmetric_eigen.h"

namespace nmf {
namespace {

constexpr std::int64_t kOversampling = 10;  // and what it takes to fill a panel
// A step that adds less than this share of what is left of ||A||^2 to the K largest values is the
// last. Ten times as much is enough for the least error, but what a fit ends at then depends on
// the seed of the SVD (scripts/bench/README.md).
constexpr double kGain = 1e-5;
constexpr int kMostSteps = 20;

/// Normal values in the first `used` columns, zeros in the others.
template <typename T>
void draw(TallMatrix<T>& Q, std::int64_t used, std::uint64_t seed, const Threads& threads) {
  const NormalValues normal(seed, streams::kSvd);
  threads.for_each_range(Q.rows(), 1024, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t r = begin; r < end; ++r)
      for (std::int64_t j = 0; j < Q.columns(); ++j)
        Q.row(r)[j] = j < used ? static_cast<T>(normal(r * used + j)) : T(0);
  });
}

/// Of (A A^T - shift) Q with orthonormal Q, by its Gram matrix: estimates of the eigenvalues of
/// A A^T from below, falling.
std::vector<double> estimates(std::vector<double> gram, std::int64_t n, double shift) {
  std::vector<double> values = symmetric_eigen(std::move(gram), n).values;
  for (double& value : values) value = std::sqrt(std::max(value, 0.0)) + shift;
  return values;
}

}  // namespace

template <typename T>
Projection<T> power_iteration(const CsrMatrix<T>& A, const CsrMatrix<T>& At, std::int64_t K,
                              double square, std::uint64_t seed, const Threads& threads) {
  const std::int64_t columns = kernels::padded(K + kOversampling);
  Projection<T> p{TallMatrix<T>(A.rows, columns), TallMatrix<T>(A.columns, columns)};
  const std::int64_t used = std::min(columns, A.rows);
  draw(p.Q, used, seed, threads);
  const double rounding = 8.0 * static_cast<double>(std::numeric_limits<T>::epsilon()) * square;
  double shift = 0, found = 0;
  for (int step = 0; step < kMostSteps; ++step) {
    p.B.set_product(At, p.Q, threads);
    p.Q.set_shifted_product(A, p.B, static_cast<T>(shift), threads);
    std::vector<double> gram = orthonormalize(p.Q, threads);
    if (step == 0) continue;  // what was multiplied was not orthonormal
    const std::vector<double> values = estimates(std::move(gram), columns, shift);
    const double now = std::accumulate(values.begin(), values.begin() + K, 0.0);
    if (step > 1 && now - found <= kGain * std::max(square - now, 0.0) + rounding) break;
    found = now;
    shift = std::max(shift, values[static_cast<std::size_t>(used - 1)] / 2);
  }
  p.B.set_product(At, p.Q, threads);
  return p;
}

template Projection<float> power_iteration(const CsrMatrix<float>&, const CsrMatrix<float>&,
                                           std::int64_t, double, std::uint64_t, const Threads&);
template Projection<double> power_iteration(const CsrMatrix<double>&, const CsrMatrix<double>&,
                                            std::int64_t, double, std::uint64_t, const Threads&);

}  // namespace nmf
