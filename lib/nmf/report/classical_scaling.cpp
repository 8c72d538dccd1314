#include "nmf/report/classical_scaling.h"

#include <cmath>
#include <cstddef>

#include "nmf/factorization/symmetric_eigen.h"

namespace nmf {
namespace {

/// -1/2 J D^2 J with J = I - 1 1^T / n: inner products of the points around their mean.
std::vector<double> centred(const std::vector<double>& distances, std::size_t n) {
  std::vector<double> squares(n * n), means(n, 0.0);
  double mean = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      squares[i * n + j] = distances[i * n + j] * distances[i * n + j];
      means[i] += squares[i * n + j];
    }
    means[i] /= static_cast<double>(n);
    mean += means[i];
  }
  mean /= static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      squares[i * n + j] = -(squares[i * n + j] - means[i] - means[j] + mean) / 2;
  return squares;
}

/// sqrt(value) v with its entry of the largest size above 0.
std::vector<double> axis_of(const SymmetricEigen& eigen, std::size_t which, std::size_t n) {
  std::vector<double> axis(n, 0.0);
  if (which >= n || eigen.values[which] <= 0) return axis;
  double farthest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    axis[i] = eigen.vectors[which * n + i] * std::sqrt(eigen.values[which]);
    if (std::abs(axis[i]) > std::abs(farthest)) farthest = axis[i];
  }
  if (farthest < 0)
    for (double& at : axis) at = -at;
  return axis;
}

}  // namespace

PlanarMap classical_scaling(const std::vector<double>& distances, std::int64_t n) {
  const auto size = static_cast<std::size_t>(n);
  const SymmetricEigen eigen = symmetric_eigen(centred(distances, size), n);
  const std::vector<double> x = axis_of(eigen, 0, size), y = axis_of(eigen, 1, size);
  PlanarMap map;
  double spread = 0, shown = 0;
  for (std::size_t i = 0; i < size; ++i) {
    map.points.push_back({x[i], y[i]});
    if (eigen.values[i] <= 0) continue;
    spread += eigen.values[i];
    if (i < 2) shown += eigen.values[i];
  }
  if (spread > 0) map.kept = shown / spread;
  return map;
}

}  // namespace nmf
