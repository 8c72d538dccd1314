#pragma once

#include <cstdint>
#include <span>

#include "nmf/core/parallel.h"
#include "nmf/factorization/randomized_svd.h"

namespace nmf {

/// What stands where NNDSVD has a zero: the names of scikit-learn are nndsvd, nndsvda, nndsvdar.
enum class NndsvdFill {
  zeros,   ///< zeros, which stay zeros in multiplicative updates
  mean,    ///< the mean of X
  random,  ///< |N(0, 1)| mean / 100, drawn from `seed`
};

/// The NNDSVD start from an SVD of X: of each pair of singular vectors the positive parts or the
/// negative ones, whichever weigh more. Boutsidis and Gallopoulos: SVD based initialization: A head
/// start for nonnegative matrix factorization, 2008; in the form of scikit-learn, which sets values
/// below 1e-6 to zero.
///
/// A component whose singular value is 0 is zero before the fill.
/// \param mean  of all D V entries of X
/// \param W     [D, K] row-major; \param Ht  H transposed, [V, K] row-major
template <typename T>
void nndsvd(const TruncatedSvd& svd, double mean, NndsvdFill fill, std::uint64_t seed,
            const Threads& threads, std::span<T> W, std::span<T> Ht);

}  // namespace nmf
