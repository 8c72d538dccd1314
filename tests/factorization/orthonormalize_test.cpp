#include "nmf/factorization/orthonormalize.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace nmf {
namespace {

template <typename T>
class OrthonormalizeTest : public testing::Test {
 protected:
  static constexpr std::int64_t kColumns = 32;
  static constexpr double kTolerance = sizeof(T) == 4 ? 2e-5 : 1e-11;

  /// Random directions in the rows below `used`, of lengths 1, ratio, ratio^2, ..., mixed: the
  /// condition of the columns is 1 / ratio^31.
  static TallMatrix<T> graded(std::int64_t rows, std::int64_t used, double ratio) {
    std::mt19937 generator(8);
    std::uniform_real_distribution<double> uniform(-1.0, 1.0);
    std::vector<double> mix(kColumns * kColumns);
    for (double& m : mix) m = uniform(generator);
    TallMatrix<T> F(rows, kColumns);
    std::fill_n(F.row(0), rows * kColumns, T(0));
    for (std::int64_t r = 0; r < used; ++r) {
      std::vector<double> sum(kColumns, 0.0);
      double length = 1;
      for (std::size_t i = 0; i < kColumns; ++i, length *= ratio) {
        const double x = length * uniform(generator);
        for (std::size_t j = 0; j < kColumns; ++j) sum[j] += x * mix[i * kColumns + j];
      }
      for (std::size_t j = 0; j < kColumns; ++j) F.row(r)[j] = static_cast<T>(sum[j]);
    }
    return F;
  }

  /// Checks that the columns are orthonormal or zero, and returns how many are not zero.
  static int expect_orthonormal(const TallMatrix<T>& F) {
    const std::vector<double> gram = F.gram(Threads(1));
    int columns = 0;
    for (std::size_t i = 0; i < kColumns; ++i) {
      const double square = gram[i * kColumns + i];
      if (square != 0) {
        ++columns;
        EXPECT_NEAR(square, 1, kTolerance) << i;
      }
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_NEAR(gram[i * kColumns + j], 0, kTolerance) << i << " " << j;
    }
    return columns;
  }

  /// The largest length of what projecting on the columns of Q leaves of a column of F, over the
  /// length of that.
  static double lost(const TallMatrix<T>& F, const TallMatrix<T>& Q) {
    double most = 0;
    for (std::int64_t j = 0; j < kColumns; ++j) {
      std::vector<double> rest;
      for (std::int64_t r = 0; r < F.rows(); ++r) rest.push_back(static_cast<double>(F.row(r)[j]));
      const double before = square(rest);
      for (int twice = 0; twice < 2; ++twice) {
        for (std::int64_t k = 0; k < kColumns; ++k) {
          double inner = 0;
          for (std::size_t r = 0; r < rest.size(); ++r)
            inner += rest[r] * static_cast<double>(Q.row(static_cast<std::int64_t>(r))[k]);
          for (std::size_t r = 0; r < rest.size(); ++r)
            rest[r] -= inner * static_cast<double>(Q.row(static_cast<std::int64_t>(r))[k]);
        }
      }
      if (before > 0) most = std::max(most, std::sqrt(square(rest) / before));
    }
    return most;
  }

  static double square(const std::vector<double>& values) {
    double sum = 0;
    for (const double x : values) sum += x * x;
    return sum;
  }
};

using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(OrthonormalizeTest, Types);

TYPED_TEST(OrthonormalizeTest, KeepsTheSpanWhateverTheCondition) {
  for (const double ratio : {1.0, 0.9, 0.5, 0.2, 0.05}) {
    const auto F = this->graded(500, 500, ratio);
    auto Q = this->graded(500, 500, ratio);
    orthonormalize(Q, Threads(2));
    EXPECT_GT(this->expect_orthonormal(Q), 3) << ratio;
    EXPECT_LT(this->lost(F, Q), this->kTolerance) << ratio;
  }
}

TYPED_TEST(OrthonormalizeTest, AllColumnsStayWhereTheyAreIndependent) {
  auto Q = this->graded(500, 500, 0.9);
  orthonormalize(Q, Threads(2));
  EXPECT_EQ(this->expect_orthonormal(Q), 32);
}

TYPED_TEST(OrthonormalizeTest, ColumnsThatDependOnOthersBecomeZero) {
  for (const std::int64_t used : {1, 3, 20}) {  // only so many rows are not zero
    const auto F = this->graded(400, used, 1.0);
    auto Q = this->graded(400, used, 1.0);
    orthonormalize(Q, Threads(2));
    EXPECT_EQ(this->expect_orthonormal(Q), used);
    EXPECT_LT(this->lost(F, Q), this->kTolerance);
  }
}

TYPED_TEST(OrthonormalizeTest, EqualColumnsAndZeros) {
  auto F = this->graded(300, 300, 1.0);
  for (std::int64_t r = 0; r < 300; ++r) {
    F.row(r)[5] = F.row(r)[2];
    F.row(r)[9] = 0;
    F.row(r)[0] = 0;
  }
  orthonormalize(F, Threads(2));
  EXPECT_EQ(this->expect_orthonormal(F), 29);
  for (std::int64_t r = 0; r < 300; ++r) ASSERT_EQ(F.row(r)[9], 0);
  TallMatrix<TypeParam> zeros = this->graded(40, 0, 1.0);
  orthonormalize(zeros, Threads(2));
  EXPECT_EQ(this->expect_orthonormal(zeros), 0);
}

TEST(CholeskyStep, SaysWhichColumnsAreWeak) {
  // Columns e1, e1 + 1e-6 e2, 0, e1 + e3.
  const CholeskyStep step =
      cholesky_step({1, 1, 0, 1, 1, 1 + 1e-12, 0, 1, 0, 0, 0, 0, 1, 1, 0, 2}, 4);
  EXPECT_EQ(step.weak, (std::vector<char>{0, 1, 0, 0}));
  EXPECT_FALSE(step.settled);
  EXPECT_NEAR(step.M[3 * 4 + 3], 1, 1e-9);  // e3, without e1
  EXPECT_NEAR(step.M[0 * 4 + 3], -1, 1e-9);
  EXPECT_TRUE(cholesky_step({4, 0, 0, 9}, 2).settled);
}

}  // namespace
}  // namespace nmf
