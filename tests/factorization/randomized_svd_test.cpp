// Covers power_iteration.cpp.
#include "nmf/factorization/randomized_svd.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "nmf/core/error.h"
#include "nmf/factorization/symmetric_eigen.h"
#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

/// Element [r, j] of the orthonormal cosine basis of `rows` dimensions.
double cosine(std::int64_t r, std::int64_t j, std::int64_t rows) {
  const auto n = static_cast<double>(rows);
  return std::sqrt((j == 0 ? 1 : 2) / n) *
         std::cos(std::numbers::pi * (static_cast<double>(r) + 0.5) * static_cast<double>(j) / n);
}

/// A full matrix with the singular values value(0), value(1), ...
CsrMatrix<double> with_spectrum(std::int64_t rows, std::int64_t columns,
                                const std::function<double(std::int64_t)>& value) {
  CsrMatrix<double> X;
  X.rows = rows;
  X.columns = columns;
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = 0; c < columns; ++c) {
      double sum = 0;
      for (std::int64_t j = 0; j < std::min(rows, columns); ++j)
        sum += value(j) * cosine(r, j, rows) * cosine(c, j, columns);
      X.column.push_back(static_cast<std::int32_t>(c));
      X.value.push_back(sum);
    }
    X.row_start.push_back(X.stored());
  }
  return X;
}

std::vector<double> dense(const CsrMatrix<double>& X) {
  std::vector<double> all(static_cast<std::size_t>(X.rows * X.columns), 0.0);
  for (std::int64_t r = 0; r < X.rows; ++r)
    for (auto i = static_cast<std::size_t>(X.row_start[static_cast<std::size_t>(r)]);
         i < static_cast<std::size_t>(X.row_start[static_cast<std::size_t>(r + 1)]); ++i)
      all[static_cast<std::size_t>(r * X.columns + X.column[i])] = X.value[i];
  return all;
}

double norm(const std::vector<double>& values) {
  double sum = 0;
  for (const double x : values) sum += x * x;
  return std::sqrt(sum);
}

/// ||X - U S V^T||, element by element.
double error(const CsrMatrix<double>& X, const TruncatedSvd& svd) {
  std::vector<double> rest = dense(X);
  const auto K = static_cast<std::size_t>(svd.K), columns = static_cast<std::size_t>(X.columns);
  for (std::size_t r = 0; r < static_cast<std::size_t>(X.rows); ++r)
    for (std::size_t c = 0; c < columns; ++c)
      for (std::size_t k = 0; k < K; ++k)
        rest[r * columns + c] -= svd.U[r * K + k] * svd.S[k] * svd.V[c * K + k];
  return norm(rest);
}

/// Columns are orthonormal, or zero where the singular value is; S falls; each largest entry of U
/// is positive. \returns how many singular values are not 0
int expect_svd(const TruncatedSvd& svd, std::int64_t D, std::int64_t V, std::int64_t components) {
  const auto K = static_cast<std::size_t>(components);
  EXPECT_EQ(svd.K, components);
  EXPECT_EQ(svd.U.size(), static_cast<std::size_t>(D) * K);
  EXPECT_EQ(svd.S.size(), K);
  EXPECT_EQ(svd.V.size(), static_cast<std::size_t>(V) * K);
  EXPECT_TRUE(std::is_sorted(svd.S.rbegin(), svd.S.rend()));
  for (const auto* F : {&svd.U, &svd.V}) {
    for (std::size_t i = 0; i < K; ++i) {
      for (std::size_t j = 0; j < K; ++j) {
        double inner = 0;
        for (std::size_t r = 0; r < F->size(); r += K) inner += (*F)[r + i] * (*F)[r + j];
        const double smaller = std::min(svd.S[i], svd.S[j]);
        const double ratio = smaller > 0 ? svd.S[0] / smaller : 0;
        EXPECT_NEAR(inner, i == j && svd.S[i] > 0 ? 1 : 0, 1e-6 + 1e-15 * ratio * ratio)
            << i << " " << j;
      }
    }
  }
  for (std::size_t k = 0; k < K; ++k) {
    double largest = 0;
    for (std::size_t r = k; r < svd.U.size(); r += K)
      if (std::abs(svd.U[r]) > std::abs(largest)) largest = svd.U[r];
    EXPECT_GE(largest, 0) << k;
  }
  return static_cast<int>(
      std::count_if(svd.S.begin(), svd.S.end(), [](double s) { return s > 0; }));
}

/// The error stays within 1.01 times that of the exact singular values.
void expect_near_best(std::int64_t D, std::int64_t V, std::int64_t K,
                      const std::function<double(std::int64_t)>& value) {
  const CsrMatrix<double> X = with_spectrum(D, V, value);
  double tail = 0, square = 0;
  for (std::int64_t j = 0; j < std::min(D, V); ++j) {
    square += value(j) * value(j);
    if (j >= K) tail += value(j) * value(j);
  }
  for (const std::uint64_t seed : {0, 1, 2}) {
    const TruncatedSvd svd = randomized_svd(X, K, seed, Threads(2));
    expect_svd(svd, D, V, K);
    EXPECT_LE(error(X, svd), 1.01 * std::sqrt(tail) + 2e-7 * std::sqrt(square)) << seed;
  }
}

TEST(RandomizedSvd, SlowlyFallingSpectra) {
  for (const std::int64_t K : {1, 5, 20}) {
    expect_near_best(120, 150, K, [](std::int64_t) { return 1.0; });
    expect_near_best(120, 150, K,
                     [](std::int64_t j) { return 1 / std::sqrt(1.0 + static_cast<double>(j)); });
    expect_near_best(150, 120, K,
                     [](std::int64_t j) { return 1 / (1.0 + static_cast<double>(j)); });
    expect_near_best(120, 150, K, [](std::int64_t j) { return 120.0 - static_cast<double>(j); });
  }
}

TEST(RandomizedSvd, FastFallingSpectra) {
  for (const std::int64_t K : {1, 5, 12}) {
    expect_near_best(80, 100, K,
                     [](std::int64_t j) { return std::pow(0.5, static_cast<double>(j)); });
    expect_near_best(100, 80, K,
                     [](std::int64_t j) { return std::pow(0.1, static_cast<double>(j)); });
    expect_near_best(80, 100, K,
                     [](std::int64_t j) { return std::pow(1 + static_cast<double>(j), -3); });
  }
}

TEST(RandomizedSvd, AGapAndALargeFirstValue) {
  for (const std::int64_t K : {5, 10, 15}) {
    expect_near_best(150, 130, K, [](std::int64_t j) { return j < 10 ? 1.0 : 0.1; });
    expect_near_best(130, 150, K, [](std::int64_t j) { return j == 0 ? 1000.0 : 1.0; });
    expect_near_best(130, 150, K, [](std::int64_t j) { return j < 2 ? 1e6 : j < 10 ? 1.0 : 0.5; });
  }
}

TEST(RandomizedSvd, KnowsTheSingularValues) {
  const auto value = [](std::int64_t j) { return std::pow(0.6, static_cast<double>(j)); };
  const TruncatedSvd svd = randomized_svd(with_spectrum(90, 70, value), 8, 3, Threads(2));
  for (std::int64_t j = 0; j < 8; ++j)
    EXPECT_NEAR(svd.S[static_cast<std::size_t>(j)], value(j), 1e-3 * value(j)) << j;
}

// A start from the SVD then depends little on its seed.
TEST(RandomizedSvd, SeedsAgreeWhereValuesFallSlowly) {
  const CsrMatrix<double> X = with_spectrum(
      200, 230, [](std::int64_t j) { return 1 / std::sqrt(1.0 + static_cast<double>(j)); });
  const TruncatedSvd a = randomized_svd(X, 10, 0, Threads(2));
  for (const std::uint64_t seed : {1, 2, 3}) {
    const TruncatedSvd b = randomized_svd(X, 10, seed, Threads(2));
    for (std::size_t k = 0; k < 10; ++k) {
      double inner = 0;
      for (std::size_t r = 0; r < a.U.size(); r += 10) inner += a.U[r + k] * b.U[r + k];
      EXPECT_GT(std::abs(inner), 0.999) << seed << " " << k;  // two entries tie for the sign
    }
  }
}

// The slow twin: all eigenvalues of X^T X.
TEST(RandomizedSvd, SparseMatricesAgainstAllEigenvalues) {
  const CsrMatrix<double> X = test::random_matrix(400, 120, 0.05, 9);
  const std::vector<double> all = dense(X);
  std::vector<double> gram(std::size_t{120} * 120, 0.0);
  for (std::size_t r = 0; r < 400; ++r)
    for (std::size_t i = 0; i < 120; ++i)
      for (std::size_t j = 0; j < 120; ++j)
        gram[i * 120 + j] += all[r * 120 + i] * all[r * 120 + j];
  const std::vector<double> squares = symmetric_eigen(gram, 120).values;
  for (const std::size_t K : {1U, 10U, 60U}) {
    double tail = 0;
    for (std::size_t j = K; j < 120; ++j) tail += squares[j];
    const TruncatedSvd svd = randomized_svd(X, static_cast<std::int64_t>(K), 0, Threads(2));
    EXPECT_LE(error(X, svd), 1.01 * std::sqrt(tail)) << K;
    EXPECT_GE(error(X, svd), (1 - 1e-6) * std::sqrt(tail)) << K;
  }
}

TEST(RandomizedSvd, MatricesOfLowerRank) {
  for (const std::int64_t rank : {1, 3, 7}) {
    const CsrMatrix<double> X = with_spectrum(40, 60, [&](std::int64_t j) {
      return j < rank ? 3.0 - 0.3 * static_cast<double>(j) : 0.0;
    });
    const TruncatedSvd svd = randomized_svd(X, 10, 0, Threads(2));
    EXPECT_EQ(expect_svd(svd, 40, 60, 10), rank);
    EXPECT_LT(error(X, svd), 1e-12 * norm(X.value));
  }
}

TEST(RandomizedSvd, FewRowsOrColumnsThatAreNotZero) {
  CsrMatrix<double> X = test::random_matrix(3, 50, 0.5, 1);
  X.rows = 200;  // 197 empty documents
  X.row_start.resize(201, X.stored());
  for (const CsrMatrix<double>& A : {X, transposed(X)}) {
    const TruncatedSvd svd = randomized_svd(A, 20, 0, Threads(2));
    EXPECT_EQ(expect_svd(svd, A.rows, A.columns, 20), 3);
    EXPECT_LT(error(A, svd), 1e-12 * norm(A.value));
  }
}

TEST(RandomizedSvd, AsManyComponentsAsRowsOrColumns) {
  for (const auto& [rows, columns] :
       {std::pair{1, 1}, {1, 30}, {30, 1}, {7, 12}, {12, 7}, {20, 20}}) {
    const CsrMatrix<double> X = test::random_matrix(rows, columns, 1.0, 4);
    const std::int64_t K = std::min(rows, columns);
    const TruncatedSvd svd = randomized_svd(X, K, 0, Threads(2));
    EXPECT_EQ(expect_svd(svd, rows, columns, K), K);
    EXPECT_LT(error(X, svd), 1e-12 * norm(X.value));
  }
}

TEST(RandomizedSvd, AMatrixOfZeros) {
  CsrMatrix<double> X;
  X.rows = 5;
  X.columns = 4;
  X.row_start.assign(6, 0);
  const TruncatedSvd svd = randomized_svd(X, 3, 0, Threads(2));
  EXPECT_EQ(svd.S, std::vector<double>(3, 0.0));
  EXPECT_EQ(svd.U, std::vector<double>(15, 0.0));
  EXPECT_EQ(svd.V, std::vector<double>(12, 0.0));
}

TEST(RandomizedSvd, VeryLargeAndVerySmallValues) {
  const CsrMatrix<double> X = test::random_matrix(40, 30, 0.3, 5);
  const double ratio = error(X, randomized_svd(X, 5, 0, Threads(2))) / norm(X.value);
  for (const double scale : {1e-60, 1e-25, 1e-9, 1e9, 1e25, 1e60}) {
    CsrMatrix<double> scaled = X;
    for (double& x : scaled.value) x *= scale;
    const TruncatedSvd svd = randomized_svd(scaled, 5, 0, Threads(2));
    EXPECT_NEAR(error(scaled, svd) / norm(scaled.value), ratio, 1e-5) << scale;
  }
}

TEST(RandomizedSvd, EqualBitsForAnyNumberOfThreads) {
  for (const auto& [rows, columns] : {std::pair{1200, 700}, {700, 1200}}) {
    const CsrMatrix<double> X = test::random_matrix(rows, columns, 0.05, 6);
    const TruncatedSvd one = randomized_svd(X, 9, 1, Threads(1));
    const TruncatedSvd three = randomized_svd(X, 9, 1, Threads(3));
    EXPECT_EQ(one.U, three.U);
    EXPECT_EQ(one.S, three.S);
    EXPECT_EQ(one.V, three.V);
  }
}

TEST(RandomizedSvd, FormsAgree) {
  // It falls fast enough for one step more in float64 not to matter.
  const CsrMatrix<double> X =
      with_spectrum(300, 200, [](std::int64_t j) { return std::pow(0.7, static_cast<double>(j)); });
  const CsrMatrix<float> A = converted<float>(X);
  const Threads threads(2);
  const TruncatedSvd plain = randomized_svd(X, 6, 2, threads);
  EXPECT_EQ(plain.V, randomized_svd(A, transposed(A), 6, 2, threads).V);
  const TruncatedSvd twin = randomized_svd(X, transposed(X), 6, 2, threads);
  expect_svd(twin, 300, 200, 6);
  for (std::size_t k = 0; k < 6; ++k) EXPECT_NEAR(plain.S[k], twin.S[k], 1e-5 * twin.S[k]);
}

TEST(RandomizedSvd, RefusesComponentsBeyondTheSmallerSide) {
  const CsrMatrix<double> X = test::random_matrix(4, 6, 0.5, 8);
  EXPECT_THROW(randomized_svd(X, 5, 0, Threads(1)), ConfigError);
  EXPECT_THROW(randomized_svd(X, 0, 0, Threads(1)), ConfigError);
  try {
    randomized_svd(X, 5, 0, Threads(1));
  } catch (const ConfigError& e) {
    EXPECT_NE(std::string(e.what()).find("got 5, expected an integer from 1 to 4"),
              std::string::npos)
        << e.what();
  }
}

}  // namespace
}  // namespace nmf
