#include "nmf/factorization/randomized_svd.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/large_vector.h"
#include "nmf/factorization/orthonormalize.h"
#include "nmf/factorization/power_iteration.h"
#include "nmf/factorization/symmetric_eigen.h"
#include "nmf/factorization/tall_matrix.h"

namespace nmf {
namespace {

using Index = std::size_t;

void check_components(std::int64_t K, std::int64_t D, std::int64_t V) {
  if (K < 1 || K > std::min(D, V))
    throw ConfigError(fmt::format(
        "factorization.n_components: got {}, expected an integer from 1 to {}, the smaller side of "
        "X, for a start from its SVD",
        K, std::min(D, V)));
}

/// ||X||^2, in lanes so that a processor can add several squares at once.
template <typename T>
double square_of(const CsrMatrix<T>& X) {
  constexpr Index kLanes = 8;
  double lane[kLanes] = {};
  for (Index i = 0; i < X.value.size(); ++i) {
    const auto x = static_cast<double>(X.value[i]);
    lane[i % kLanes] += x * x;
  }
  double sum = 0;
  for (const double l : lane) sum += l;
  return sum;
}

/// The eigenvectors of Q B^T B Q^T within the span of Q, and the roots of their values.
struct Ritz {
  std::vector<double> S;  ///< [K]
  std::vector<double> C;  ///< [columns, columns]: Q C are the vectors, zeros from column K on
};

template <typename T>
Ritz ritz(const Projection<T>& p, std::int64_t K, const Threads& threads) {
  const std::int64_t size = p.Q.columns();
  const auto n = static_cast<Index>(size);
  // Q is orthonormal within some roundings of T: what remains is taken out here, in float64.
  const std::vector<double> M = cholesky_step(p.Q.gram(threads), size).M;
  const std::vector<double> G = p.B.gram(threads);
  std::vector<double> GM(n * n, 0.0), reduced(n * n, 0.0);
  for (Index i = 0; i < n; ++i)
    for (Index k = 0; k < n; ++k)
      for (Index j = k; j < n; ++j) GM[i * n + j] += G[i * n + k] * M[k * n + j];
  for (Index k = 0; k < n; ++k)
    for (Index i = k; i < n; ++i)
      for (Index j = i; j < n; ++j) reduced[i * n + j] += M[k * n + i] * GM[k * n + j];
  const SymmetricEigen eigen = symmetric_eigen(std::move(reduced), size);
  Ritz r{{}, std::vector<double>(n * n, 0.0)};
  const double nothing = 1e-14 * eigen.values[0];
  for (Index k = 0; k < static_cast<Index>(K); ++k) {
    r.S.push_back(eigen.values[k] > nothing ? std::sqrt(eigen.values[k]) : 0.0);
    if (r.S[k] == 0) continue;
    for (Index i = 0; i < n; ++i)
      for (Index j = i; j < n; ++j) r.C[i * n + k] += M[i * n + j] * eigen.vectors[k * n + j];
  }
  return r;
}

/// F C without the columns of zeros. \param factor [K], one for each column
template <typename T>
std::vector<double> vectors(const TallMatrix<T>& F, std::vector<double> C,
                            const std::vector<double>& factor, const Threads& threads) {
  const Index K = factor.size(), n = static_cast<Index>(F.columns());
  for (Index i = 0; i < n; ++i)
    for (Index k = 0; k < K; ++k) C[i * n + k] *= factor[k];
  auto out = large_vector<double>(static_cast<Index>(F.rows()) * K);
  F.multiply(C, threads, [&](std::int64_t begin, std::int64_t count, const T* values) {
    for (std::int64_t r = 0; r < count; ++r)
      std::copy_n(values + r * F.columns(), K, &out[static_cast<Index>(begin + r) * K]);
  });
  return out;
}

/// -1 for the columns whose largest absolute value, the first of equals, belongs to a negative
/// number; else 1.
std::vector<double> signs(const std::vector<double>& U, std::int64_t rows, std::int64_t K,
                          const Threads& threads) {
  constexpr std::int64_t kRows = 512;
  const auto columns = static_cast<Index>(K);
  std::vector<std::vector<double>> largest(static_cast<Index>((rows + kRows - 1) / kRows));
  threads.for_each_range(rows, kRows, [&](std::int64_t begin, std::int64_t end) {
    std::vector<double> of_block(columns, 0.0);
    for (auto r = static_cast<Index>(begin); r < static_cast<Index>(end); ++r)
      for (Index k = 0; k < columns; ++k)
        if (std::abs(U[r * columns + k]) > std::abs(of_block[k])) of_block[k] = U[r * columns + k];
    largest[static_cast<Index>(begin / kRows)] = std::move(of_block);
  });
  std::vector<double> all(columns, 0.0);
  for (const auto& of_block : largest)
    for (Index k = 0; k < columns; ++k)
      if (std::abs(of_block[k]) > std::abs(all[k])) all[k] = of_block[k];
  for (double& x : all) x = x < 0 ? -1 : 1;
  return all;
}

void scale_columns(std::vector<double>& F, const std::vector<double>& factor,
                   const Threads& threads) {
  const Index K = factor.size();
  threads.for_each_range(
      static_cast<std::int64_t>(F.size() / K), 512, [&](std::int64_t begin, std::int64_t end) {
        for (auto r = static_cast<Index>(begin); r < static_cast<Index>(end); ++r)
          for (Index k = 0; k < K; ++k) F[r * K + k] *= factor[k];
      });
}

/// The shorter side is the one to make orthonormal.
template <typename T>
bool is_wide(const CsrMatrix<T>& X) {
  return X.rows <= X.columns;
}

/// Of X where that is wide, else of its transpose.
template <typename T>
Projection<T> project(const CsrMatrix<T>& X, const CsrMatrix<T>& Xt, std::int64_t K, double square,
                      std::uint64_t seed, const Threads& threads) {
  return is_wide(X) ? power_iteration(X, Xt, K, square, seed, threads)
                    : power_iteration(Xt, X, K, square, seed, threads);
}

/// X is gone before singular vectors are made, and each side of the projection after it.
template <typename T>
TruncatedSvd svd_of(Projection<T> p, bool wide, std::int64_t K, const Threads& threads) {
  const Ritz r = ritz(p, K, threads);
  const std::vector<double> ones(r.S.size(), 1.0);
  std::vector<double> inverse;
  for (const double s : r.S) inverse.push_back(s > 0 ? 1 / s : 0.0);

  TruncatedSvd svd{K, {}, r.S, {}};
  const auto take = [&](TallMatrix<T>& side, const std::vector<double>& factor) {
    const TallMatrix<T> last = std::move(side);
    return vectors(last, r.C, factor, threads);
  };
  svd.U = wide ? take(p.Q, ones) : take(p.B, inverse);
  const std::vector<double> flip =
      signs(svd.U, static_cast<std::int64_t>(svd.U.size()) / K, K, threads);
  scale_columns(svd.U, flip, threads);
  std::vector<double> factor = wide ? inverse : ones;
  for (Index k = 0; k < flip.size(); ++k) factor[k] *= flip[k];
  svd.V = take(wide ? p.B : p.Q, factor);
  return svd;
}

/// Whether what the SVD leaves of X is so little that the rounding of float32 is seen beside it.
bool next_to_nothing_left(const TruncatedSvd& svd, double square) {
  double left = square;
  for (const double s : svd.S) left -= s * s;
  return left < 1e-6 * square;
}

/// Whether products of two elements of X and a vector of length 1 are far from the ends of float32.
bool fits_float(double square) { return square == 0 || (square > 1e-24 && square < 1e24); }

/// The SVD, or nothing where float32 would be seen in it.
std::optional<TruncatedSvd> svd_in_float(Projection<float> p, bool wide, std::int64_t K,
                                         double square, const Threads& threads) {
  TruncatedSvd svd = svd_of(std::move(p), wide, K, threads);
  if (next_to_nothing_left(svd, square)) return std::nullopt;
  return svd;
}

}  // namespace

TruncatedSvd randomized_svd(const CsrMatrix<double>& X, const CsrMatrix<double>& Xt, std::int64_t K,
                            std::uint64_t seed, const Threads& threads) {
  check_components(K, X.rows, X.columns);
  return svd_of(project(X, Xt, K, square_of(X), seed, threads), is_wide(X), K, threads);
}

TruncatedSvd randomized_svd(const CsrMatrix<float>& X, const CsrMatrix<float>& Xt, std::int64_t K,
                            std::uint64_t seed, const Threads& threads) {
  check_components(K, X.rows, X.columns);
  const double square = square_of(X);
  if (fits_float(square)) {
    auto svd =
        svd_in_float(project(X, Xt, K, square, seed, threads), is_wide(X), K, square, threads);
    if (svd) return *std::move(svd);
  }
  return randomized_svd(converted<double>(X), converted<double>(Xt), K, seed, threads);
}

TruncatedSvd randomized_svd(const CsrMatrix<double>& X, std::int64_t K, std::uint64_t seed,
                            const Threads& threads) {
  check_components(K, X.rows, X.columns);
  const double square = square_of(X);
  const auto project_in_float = [&] {
    const CsrMatrix<float> A = converted<float>(X);
    return project(A, transposed(A), K, square, seed, threads);
  };
  if (fits_float(square)) {
    auto svd = svd_in_float(project_in_float(), is_wide(X), K, square, threads);
    if (svd) return *std::move(svd);
  }
  return randomized_svd(X, transposed(X), K, seed, threads);
}

}  // namespace nmf
