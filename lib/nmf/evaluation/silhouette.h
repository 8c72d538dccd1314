#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nmf {

/// The mean silhouette of points in clusters, in -1 .. 1: for each point (b - a) / max(a, b), a its
/// mean distance to the others of its cluster and b the least of its mean distances to another
/// cluster; 0 for a point that is alone. None for fewer than two clusters.
///
/// \param distance  [n, n] row-major, symmetric
/// \param cluster   [n] of each point, from 0, none of them empty
/// Source: Rousseeuw, Silhouettes (1987); scikit-learn's silhouette_score.
std::optional<double> silhouette(std::span<const double> distance,
                                 const std::vector<std::int64_t>& cluster);

}  // namespace nmf
