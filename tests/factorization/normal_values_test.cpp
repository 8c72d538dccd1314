#include "nmf/factorization/normal_values.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace nmf {
namespace {

double normal_cdf(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

/// The largest distance between the law of the values and N(0, 1), times sqrt(count): above 1.95
/// in one of a thousand draws of the right law (Kolmogorov).
double kolmogorov_smirnov(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto count = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double expected = normal_cdf(values[i]), rank = static_cast<double>(i);
    distance = std::max({distance, expected - rank / count, (rank + 1) / count - expected});
  }
  return distance * std::sqrt(count);
}

std::vector<double> draw(const NormalValues& normal, std::int64_t count) {
  std::vector<double> values;
  for (std::int64_t i = 0; i < count; ++i) values.push_back(normal(i));
  return values;
}

TEST(NormalValues, FollowTheNormalLaw) {
  for (const std::uint64_t seed : {0, 1, 42})
    EXPECT_LT(kolmogorov_smirnov(draw(NormalValues(seed, 3), 1'000'000)), 1.95) << seed;
}

TEST(NormalValues, HaveTheMomentsOfTheNormalLaw) {
  constexpr std::int64_t kCount = 4'000'000;
  const NormalValues normal(7, 1);
  double sum[5] = {};
  for (std::int64_t i = 0; i < kCount; ++i) {
    double power = 1;
    for (double& s : sum) {
      s += power;
      power *= normal(i);
    }
  }
  const double root = std::sqrt(static_cast<double>(kCount));
  // Four standard errors each; the variance of x^n is E x^2n - (E x^n)^2.
  EXPECT_NEAR(sum[1] / kCount, 0, 4 * std::sqrt(1.0) / root);
  EXPECT_NEAR(sum[2] / kCount, 1, 4 * std::sqrt(2.0) / root);
  EXPECT_NEAR(sum[3] / kCount, 0, 4 * std::sqrt(15.0) / root);
  EXPECT_NEAR(sum[4] / kCount, 3, 4 * std::sqrt(96.0) / root);
}

// Both sides of the outermost edge of the ziggurat, 3.654, where its code has a path of its own.
TEST(NormalValues, HaveTheTailsOfTheNormalLaw) {
  constexpr std::int64_t kCount = 10'000'000;
  const NormalValues normal(11, 2);
  const double bounds[] = {2.0, 3.0, 3.6, 3.7, 4.0, 4.5};
  std::vector<double> beyond(std::size(bounds), 0.0);
  for (std::int64_t i = 0; i < kCount; ++i)
    for (std::size_t b = 0; b < beyond.size(); ++b)
      beyond[b] += normal.absolute(i) > bounds[b] ? 1 : 0;
  for (std::size_t b = 0; b < beyond.size(); ++b) {
    const double expected = kCount * 2 * normal_cdf(-bounds[b]);
    EXPECT_NEAR(beyond[b], expected, 4 * std::sqrt(expected)) << bounds[b];
  }
}

TEST(NormalValues, AbsoluteValuesAreThoseOfTheSameNumbers) {
  const NormalValues normal(5, 1);
  for (std::int64_t i = 0; i < 10'000; ++i) ASSERT_EQ(normal.absolute(i), std::abs(normal(i)));
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) sum += a[i] * b[i];
  return sum / static_cast<double>(std::min(a.size(), b.size()));
}

TEST(NormalValues, SeedsStreamsAndNeighboursAreIndependent) {
  constexpr std::int64_t kCount = 250'000;  // a standard error of 0.002
  const std::vector<double> values = draw(NormalValues(1, 1), kCount);
  EXPECT_NEAR(correlation(values, draw(NormalValues(2, 1), kCount)), 0, 0.008);
  EXPECT_NEAR(correlation(values, draw(NormalValues(1, 2), kCount)), 0, 0.008);
  for (const std::ptrdiff_t lag : {1, 2, 100})
    EXPECT_NEAR(correlation(values, {values.begin() + lag, values.end()}), 0, 0.008) << lag;
}

// Recorded here: whatever changes them changes the results of every seed.
TEST(NormalValues, AreTheSameBitsOnEveryMachine) {
  const NormalValues normal(0, 1);
  std::uint64_t digest = 0;
  for (std::int64_t i = 0; i < 100'000; ++i)
    digest =
        digest * 31 + static_cast<std::uint64_t>(static_cast<std::int64_t>(normal(i) * 0x1p50));
  EXPECT_EQ(digest, 11046537413694367571U);
}

}  // namespace
}  // namespace nmf
