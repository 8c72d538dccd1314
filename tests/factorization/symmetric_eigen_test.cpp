#include "nmf/factorization/symmetric_eigen.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <stdexcept>

namespace nmf {
namespace {

std::vector<double> random_symmetric(std::int64_t n, std::uint32_t seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(-1.0, 1.0);
  const auto size = static_cast<std::size_t>(n);
  std::vector<double> A(size * size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = i; j < size; ++j) A[i * size + j] = A[j * size + i] = uniform(generator);
  return A;
}

/// That the vectors are orthonormal and give A back, and that the values fall.
void expect_decomposes(const std::vector<double>& A, std::int64_t n) {
  const SymmetricEigen e = symmetric_eigen(A, n);
  const auto size = static_cast<std::size_t>(n);
  ASSERT_EQ(e.values.size(), size);
  ASSERT_EQ(e.vectors.size(), size * size);
  ASSERT_TRUE(std::is_sorted(e.values.rbegin(), e.values.rend()));
  const double largest = std::max({std::abs(e.values.front()), std::abs(e.values.back())});
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = 0; b < size; ++b) {
      double sum = 0, inner = 0;
      for (std::size_t j = 0; j < size; ++j) {
        sum += e.values[j] * e.vectors[j * size + a] * e.vectors[j * size + b];
        inner += e.vectors[a * size + j] * e.vectors[b * size + j];
      }
      ASSERT_NEAR(sum, A[a * size + b], 1e-14 * largest) << a << " " << b;
      ASSERT_NEAR(inner, a == b ? 1 : 0, 1e-14) << a << " " << b;
    }
  }
}

TEST(SymmetricEigen, DecomposesRandomMatrices) {
  for (const std::int64_t n : {1, 2, 3, 4, 5, 16, 33, 112})
    expect_decomposes(random_symmetric(n, static_cast<std::uint32_t>(n)), n);
}

TEST(SymmetricEigen, KnowsTheSecondDifference) {
  constexpr std::size_t kSize = 20;
  std::vector<double> A(kSize * kSize, 0.0);
  for (std::size_t i = 0; i < kSize; ++i) {
    A[i * kSize + i] = 2;
    if (i + 1 < kSize) A[i * kSize + i + 1] = A[(i + 1) * kSize + i] = -1;
  }
  const SymmetricEigen e = symmetric_eigen(A, kSize);
  for (std::size_t j = 0; j < kSize; ++j)
    EXPECT_NEAR(e.values[j],
                2 + 2 * std::cos(std::numbers::pi * static_cast<double>(j + 1) / (kSize + 1)),
                1e-14);
}

TEST(SymmetricEigen, EqualValuesAndZeros) {
  expect_decomposes({0, 0, 0, 0, 0, 0, 0, 0, 0}, 3);
  expect_decomposes({1, 0, 0, 0, 1, 0, 0, 0, 1}, 3);
  expect_decomposes({2, 2, 2, 2, 2, 2, 2, 2, 2}, 3);                       // rank 1
  expect_decomposes({0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 0, 0, 3, 0}, 4);  // falls into blocks
}

TEST(SymmetricEigen, VeryLargeVerySmallAndGradedValues) {
  for (const double scale : {1e-300, 1e-160, 1e160, 1e300}) {
    std::vector<double> A = random_symmetric(6, 1);
    for (double& a : A) a *= scale;
    expect_decomposes(A, 6);
  }
  std::vector<double> graded = random_symmetric(12, 2);
  for (std::size_t i = 0; i < 12; ++i)
    for (std::size_t j = 0; j < 12; ++j)
      graded[i * 12 + j] *= std::pow(10.0, -static_cast<double>(i + j));
  expect_decomposes(graded, 12);
}

TEST(SymmetricEigen, DoesNotReadBelowTheDiagonal) {
  const SymmetricEigen e = symmetric_eigen({2, 1, std::nan(""), 2}, 2);
  EXPECT_NEAR(e.values[0], 3, 1e-15);
  EXPECT_NEAR(e.values[1], 1, 1e-15);
}

TEST(SymmetricEigen, ThrowsOnNan) {
  EXPECT_THROW(symmetric_eigen({2, std::nan(""), 0, 2}, 2), std::runtime_error);
}

}  // namespace
}  // namespace nmf
