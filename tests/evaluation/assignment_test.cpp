#include "nmf/evaluation/assignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace nmf {
namespace {

double gain_of(const std::vector<double>& gain, const std::vector<std::int64_t>& column) {
  double sum = 0;
  for (std::size_t row = 0; row < column.size(); ++row)
    sum += gain[row * column.size() + static_cast<std::size_t>(column[row])];
  return sum;
}

/// Every assignment there is.
double best_gain(const std::vector<double>& gain, std::size_t n) {
  std::vector<std::int64_t> column(n);
  std::iota(column.begin(), column.end(), 0);
  double best = gain_of(gain, column);
  while (std::next_permutation(column.begin(), column.end()))
    best = std::max(best, gain_of(gain, column));
  return best;
}

TEST(Assignment, NoOtherOneGainsMore) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> uniform(-1.0, 1.0);
  for (std::size_t n = 1; n <= 7; ++n) {
    for (int draw = 0; draw < 10; ++draw) {
      std::vector<double> gain;
      for (std::size_t i = 0; i < n * n; ++i) gain.push_back(uniform(random));
      std::vector<std::int64_t> column = best_assignment(gain, static_cast<std::int64_t>(n));
      EXPECT_DOUBLE_EQ(gain_of(gain, column), best_gain(gain, n)) << n;
      std::sort(column.begin(), column.end());
      for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(column[i], static_cast<std::int64_t>(i));
    }
  }
}

TEST(Assignment, GreedyWouldBeWrong) {
  EXPECT_EQ(best_assignment(std::vector<double>{0.9, 0.8, 0.8, 0.1}, 2),
            (std::vector<std::int64_t>{1, 0}));
}

TEST(Assignment, TiesAndNothing) {
  EXPECT_EQ(best_assignment(std::vector<double>(9, 0.0), 3), (std::vector<std::int64_t>{0, 1, 2}));
  EXPECT_TRUE(best_assignment({}, 0).empty());
}

}  // namespace
}  // namespace nmf
