#pragma once

#include <cstdint>
#include <span>

#include "nmf/core/parallel.h"

namespace nmf {

/// The law of scikit-learn's init='random': every entry is |N(0, 1)| sqrt(mean / K). Its bits are
/// ours: those of `seed`, whatever the number of threads.
///
/// \param mean  of all D V entries of X, >= 0
/// \param W     [D, K] row-major; \param Ht  H transposed, [V, K] row-major
template <typename T>
void random_start(double mean, std::int64_t K, std::uint64_t seed, const Threads& threads,
                  std::span<T> W, std::span<T> Ht);

}  // namespace nmf
