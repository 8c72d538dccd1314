#include "nmf/evaluation/silhouette.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>

namespace nmf {
namespace {

using Points = std::vector<double>;  // on a line
using Clusters = std::vector<std::int64_t>;

std::vector<double> distances(const Points& points) {
  std::vector<double> all;
  for (const double x : points)
    for (const double y : points) all.push_back(std::abs(x - y));
  return all;
}

/// The definition, point by point.
double naive(const Points& points, const Clusters& cluster) {
  double total = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::map<std::int64_t, std::vector<double>> to;
    for (std::size_t j = 0; j < points.size(); ++j)
      if (j != i) to[cluster[j]].push_back(std::abs(points[i] - points[j]));
    if (to[cluster[i]].empty()) continue;  // alone: 0
    double a = 0, b = std::numeric_limits<double>::infinity();
    for (const auto& [c, all] : to) {
      double mean = 0;
      for (const double d : all) mean += d / static_cast<double>(all.size());
      if (c == cluster[i]) {
        a = mean;
      } else {
        b = std::min(b, mean);
      }
    }
    total += (b - a) / std::max(a, b);
  }
  return total / static_cast<double>(points.size());
}

TEST(Silhouette, IsTheDefinition) {
  std::mt19937 random(3);
  std::normal_distribution<double> normal;
  for (int draw = 0; draw < 20; ++draw) {
    Points points;
    Clusters cluster;
    for (std::int64_t i = 0; i < 30; ++i) {
      cluster.push_back(i % 4);
      points.push_back(normal(random) + 2.0 * static_cast<double>(i % 4));
    }
    cluster.push_back(4);  // one that is alone
    points.push_back(50);
    EXPECT_NEAR(silhouette(distances(points), cluster).value(), naive(points, cluster), 1e-12);
  }
}

// sklearn.metrics.silhouette_score([[0], [1], [5], [6.5], [7]], [0, 0, 1, 1, 1]) of 1.9.
TEST(Silhouette, IsScikitLearns) {
  EXPECT_NEAR(silhouette(distances({0, 1, 5, 6.5, 7}), {0, 0, 1, 1, 1}).value(), 0.7792852405755631,
              1e-12);
}

TEST(Silhouette, EqualPointsAndOneCluster) {
  EXPECT_EQ(silhouette(distances({0, 0, 3, 3}), {0, 0, 1, 1}), 1.0);
  EXPECT_EQ(silhouette(distances({2, 2, 2, 2}), {0, 0, 1, 1}), 0.0);
  EXPECT_EQ(silhouette(distances({1, 2}), {0, 0}), std::nullopt);
  EXPECT_EQ(silhouette({}, {}), std::nullopt);
}

}  // namespace
}  // namespace nmf
