#pragma once

#include <cstdint>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/tall_matrix.h"

namespace nmf {

/// A matrix A [n, m] as Q B^T and a rest that Q does not see.
template <typename T>
struct Projection {
  TallMatrix<T> Q;  ///< [n, columns]; orthonormal columns, or zeros where A has no more
  TallMatrix<T> B;  ///< A^T Q, [m, columns]
};

/// Finds a space that holds the K leading left singular vectors of A, nearly: some more columns
/// than K of normal values, then steps Q <- orthonormal(A A^T Q - shift Q) until one adds next to
/// nothing to the K largest values. Halko, Martinsson and Tropp 2011, algorithm 4.4; the shift,
/// half the least eigenvalue of A A^T that Q knows of, saves a third of the steps: Feng, Xie, Tang,
/// Yu and Li 2024 (dashSVD).
///
/// \param A       [n, m], best with n <= m; \param At  its transpose
/// \param square  ||A||^2
template <typename T>
Projection<T> power_iteration(const CsrMatrix<T>& A, const CsrMatrix<T>& At, std::int64_t K,
                              double square, std::uint64_t seed, const Threads& threads);

}  // namespace nmf
