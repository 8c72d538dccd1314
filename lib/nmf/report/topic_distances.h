#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nmf/core/parallel.h"

namespace nmf {

/// Jensen-Shannon distance of each two topics: the square root of the divergence in bits, a metric
/// from 0 (the same terms with the same weights) to 1 (no term in common).
///
/// \param probabilities  [K, V] row-major, >= 0, each row sums to 1, or to 0 for a topic without
///                       terms, which is 1 from all others
/// \return [K, K] row-major, symmetric, 0 on the diagonal
/// Cost:   a logarithm for each term and two topics that have it; at most 17 sums of K x K numbers.
/// Source: Endres and Schindelin, A new metric for probability distributions (2003); the distance
/// of
///         pyLDAvis.
std::vector<double> topic_distances(std::span<const double> probabilities, std::int64_t topics,
                                    const Threads& threads);

}  // namespace nmf
