#include "nmf/report/classical_scaling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

std::vector<double> distances_of(const std::vector<nmf::Point>& points) {
  std::vector<double> distances;
  for (const nmf::Point& a : points)
    for (const nmf::Point& b : points) distances.push_back(std::hypot(a.x - b.x, a.y - b.y));
  return distances;
}

TEST(ClassicalScaling, FindsPointsOfAPlane) {
  const std::vector<nmf::Point> points = {{0, 0}, {4, 0}, {4, 1}, {1, 3}, {-2, 0.5}};
  const std::vector<double> distances = distances_of(points);
  const nmf::PlanarMap map = nmf::classical_scaling(distances, std::ssize(points));
  EXPECT_NEAR(map.kept, 1, 1e-12);
  const std::vector<double> found = distances_of(map.points);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], distances[i], 1e-12);
}

TEST(ClassicalScaling, LaysTheLongestAxisAlongXWithItsFarthestPointAtThePositiveSide) {
  // On a line: 0, 1, 10; the mean is 11/3.
  const nmf::PlanarMap map = nmf::classical_scaling({0, 1, 10, 1, 0, 9, 10, 9, 0}, 3);
  EXPECT_NEAR(map.points[0].x, -11.0 / 3, 1e-12);
  EXPECT_NEAR(map.points[1].x, -8.0 / 3, 1e-12);
  EXPECT_NEAR(map.points[2].x, 19.0 / 3, 1e-12);
  for (const nmf::Point& point : map.points) EXPECT_NEAR(point.y, 0, 1e-7);
}

TEST(ClassicalScaling, SaysHowMuchTwoDimensionsKeep) {
  // A regular tetrahedron has three equal dimensions.
  const nmf::PlanarMap map =
      nmf::classical_scaling({0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0}, 4);
  EXPECT_NEAR(map.kept, 2.0 / 3, 1e-12);
}

TEST(ClassicalScaling, OnePointAndEqualPointsLieInTheMiddle) {
  for (const nmf::PlanarMap& map :
       {nmf::classical_scaling({0}, 1), nmf::classical_scaling({0, 0, 0, 0}, 2)}) {
    EXPECT_EQ(map.kept, 1);
    for (const nmf::Point& point : map.points) {
      EXPECT_EQ(point.x, 0);
      EXPECT_EQ(point.y, 0);
    }
  }
}

}  // namespace
