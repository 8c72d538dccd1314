#pragma once

#include <cstdint>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"

namespace nmf {

/// The K largest singular values of a matrix and their vectors: X ~ U diag(S) V^T.
struct TruncatedSvd {
  std::int64_t K = 0;
  std::vector<double> U;  ///< [D, K] row-major, orthonormal columns
  std::vector<double> S;  ///< [K], falling
  std::vector<double> V;  ///< [V, K] row-major, orthonormal columns
};

/// Truncated SVD of a sparse matrix by random projection and power iterations, stopped as soon as
/// they gain nothing that matters: ||X - U S V^T|| is within 1 % of the least that rank K allows.
/// Halko, Martinsson and Tropp: Finding structure with randomness, 2011.
///
/// The entry of each column of U that is largest in absolute value is positive. Singular values
/// below 1e-7 of the largest are given as 0, and their vectors as zeros; those of S[k] are
/// orthogonal within 1e-6 + 1e-15 (S[0] / S[k])^2. Computed in float32 where that is enough; the
/// same bits for any number of threads, and on every processor with FMA.
/// \param K  1 <= K <= min(D, V), else ConfigError
TruncatedSvd randomized_svd(const CsrMatrix<double>& X, std::int64_t K, std::uint64_t seed,
                            const Threads& threads);

/// The same for a caller that has both X and its transpose in float32, as a fit does.
TruncatedSvd randomized_svd(const CsrMatrix<float>& X, const CsrMatrix<float>& Xt, std::int64_t K,
                            std::uint64_t seed, const Threads& threads);

/// The same with all of the work in float64, which takes about twice as long.
TruncatedSvd randomized_svd(const CsrMatrix<double>& X, const CsrMatrix<double>& Xt, std::int64_t K,
                            std::uint64_t seed, const Threads& threads);

}  // namespace nmf
