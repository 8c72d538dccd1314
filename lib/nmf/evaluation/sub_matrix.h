#pragma once

#include <cstdint>
#include <vector>

#include "nmf/core/csr_matrix.h"

namespace nmf {

/// Which rows or columns of a matrix fall into which part: part[i] of the i-th, from 0.
using Parts = std::vector<std::int32_t>;

/// Cuts `size` things into parts whose sizes differ by one at most, at random.
/// \param count  of parts, >= 1
/// \param seed   the same parts for the same seed, on every machine
Parts random_parts(std::int64_t size, std::int32_t count, std::uint32_t seed);

/// A choice: all things of one part, or all but those.
struct Choice {
  const Parts& parts;
  std::int32_t part = 0;
  bool inside = true;  ///< those of the part; else the others

  [[nodiscard]] bool takes(std::int64_t i) const {
    return (parts[static_cast<std::size_t>(i)] == part) == inside;
  }
};

/// The block of X where the chosen rows and columns cross, in their order. O(stored + rows +
/// columns).
CsrMatrix<double> sub_matrix(const CsrMatrix<double>& X, const Choice& rows, const Choice& columns);

}  // namespace nmf
