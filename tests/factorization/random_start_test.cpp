#include "nmf/factorization/random_start.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace nmf {
namespace {

template <typename T>
struct Start {
  std::vector<T> W, Ht;
};

template <typename T>
Start<T> start(std::int64_t D, std::int64_t V, std::int64_t K, std::uint64_t seed, int threads = 2,
               double mean = 0.25) {
  Start<T> s{std::vector<T>(static_cast<std::size_t>(D * K), T(-1)),
             std::vector<T>(static_cast<std::size_t>(V * K), T(-1))};
  random_start<T>(mean, K, seed, Threads(threads), s.W, s.Ht);
  return s;
}

/// Kolmogorov's distance to |N(0, 1)| scale, times sqrt(count): above 1.95 in one of a thousand.
double distance(std::vector<double> values, double scale) {
  std::sort(values.begin(), values.end());
  const auto count = static_cast<double>(values.size());
  double largest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double expected = std::erf(values[i] / scale / std::sqrt(2.0));
    const double rank = static_cast<double>(i);
    largest = std::max({largest, expected - rank / count, (rank + 1) / count - expected});
  }
  return largest * std::sqrt(count);
}

TEST(RandomStart, BothFactorsFollowTheHalfNormalLaw) {
  const Start<double> s = start<double>(3000, 7000, 50, 3);
  const double scale = std::sqrt(0.25 / 50);
  EXPECT_LT(distance(s.W, scale), 1.95);
  EXPECT_LT(distance(s.Ht, scale), 1.95);
}

TEST(RandomStart, FactorsAreIndependent) {
  const Start<double> s = start<double>(5000, 5000, 50, 3, 2, 50);  // a scale of 1
  double sum = 0;
  for (std::size_t i = 0; i < s.W.size(); ++i) sum += s.W[i] * s.Ht[i];
  // E |x||y| = 2 / pi, its variance 1 - 4 / pi^2, 250000 values.
  EXPECT_NEAR(sum / static_cast<double>(s.W.size()), 0.63661977, 4 * 0.7712 / 500);
}

TEST(RandomStart, EqualBitsForAnyNumberOfThreads) {
  const Start<float> one = start<float>(2000, 5001, 33, 9, 1),
                     three = start<float>(2000, 5001, 33, 9, 3);
  EXPECT_EQ(one.W, three.W);
  EXPECT_EQ(one.Ht, three.Ht);
}

TEST(RandomStart, SeedsDiffer) {
  const Start<float> a = start<float>(10, 20, 3, 0), b = start<float>(10, 20, 3, 1);
  EXPECT_NE(a.W, b.W);
  EXPECT_NE(a.Ht, b.Ht);
  EXPECT_EQ(a.W, start<float>(10, 20, 3, 0).W);
}

TEST(RandomStart, Float32IsFloat64Rounded) {
  const Start<float> f = start<float>(100, 200, 7, 4);
  const Start<double> d = start<double>(100, 200, 7, 4);
  for (std::size_t i = 0; i < f.W.size(); ++i) ASSERT_EQ(f.W[i], static_cast<float>(d.W[i]));
  for (std::size_t i = 0; i < f.Ht.size(); ++i) ASSERT_EQ(f.Ht[i], static_cast<float>(d.Ht[i]));
}

TEST(RandomStart, AMatrixOfZerosStartsAtZero) {
  const Start<double> s = start<double>(4, 5, 2, 0, 1, 0.0);
  EXPECT_EQ(s.W, std::vector<double>(8, 0.0));
  EXPECT_EQ(s.Ht, std::vector<double>(10, 0.0));
}

}  // namespace
}  // namespace nmf
