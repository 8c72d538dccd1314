#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace nmf {

/// The one-to-one assignment of rows to columns with the largest sum of gains: column[row].
/// Ties are broken the same way each time. O(n^3).
///
/// \param gain  [n, n] row-major, finite
/// Source: Kuhn, The Hungarian method for the assignment problem (1955), in the form with
/// potentials and shortest augmenting paths (Jonker & Volgenant 1987).
std::vector<std::int64_t> best_assignment(std::span<const double> gain, std::int64_t n);

}  // namespace nmf
