#pragma once

#include <cstdint>
#include <vector>

namespace nmf {

struct Point {
  double x = 0;
  double y = 0;
};

/// Points in the plane whose distances come near to given ones.
struct PlanarMap {
  std::vector<Point> points;  ///< [n], their mean is 0
  /// How much of the spread (the sum of the eigenvalues above 0) the two dimensions hold; 1 where
  /// there is none.
  double kept = 1;
};

/// Classical multidimensional scaling. Of the two mirror images on each axis it is the one whose
/// farthest point lies at the positive side.
/// \param distances  [n, n] row-major, symmetric, finite
/// Source: Torgerson, Multidimensional scaling: I. Theory and method (1952).
PlanarMap classical_scaling(const std::vector<double>& distances, std::int64_t n);

}  // namespace nmf
