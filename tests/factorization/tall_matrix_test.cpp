#include "nmf/factorization/tall_matrix.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

template <typename T>
class TallMatrixTest : public testing::Test {
 protected:
  static constexpr double kTolerance = sizeof(T) == 4 ? 2e-5 : 1e-13;

  static TallMatrix<T> random(std::int64_t rows, std::int64_t columns, std::uint32_t seed) {
    std::mt19937 generator(seed);
    std::uniform_real_distribution<double> uniform(-1.0, 1.0);
    TallMatrix<T> F(rows, columns);
    for (std::int64_t i = 0; i < rows * columns; ++i)
      F.row(0)[i] = static_cast<T>(uniform(generator));
    return F;
  }
  static std::vector<T> values(const TallMatrix<T>& F) { return {F.row(0), F.row(F.rows())}; }
};

using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(TallMatrixTest, Types);

// Rows beside the multiples of every block size.
constexpr std::int64_t kRows[] = {1, 95, 128, 513, 2100};

TYPED_TEST(TallMatrixTest, ProductWithASparseMatrix) {
  const Threads threads(2);
  const auto A = converted<TypeParam>(test::random_matrix(150, 70, 0.2, 3));
  const auto F = this->random(70, 16, 2);
  TallMatrix<TypeParam> product(150, 16);
  product.set_product(A, F, threads);
  TallMatrix<TypeParam> shifted = this->random(150, 16, 7);
  const std::vector<TypeParam> before = this->values(shifted);
  shifted.set_shifted_product(A, F, TypeParam(0.75), threads);
  for (std::size_t r = 0; r < 150; ++r) {
    for (std::int64_t j = 0; j < 16; ++j) {
      double sum = 0;
      for (auto i = static_cast<std::size_t>(A.row_start[r]);
           i < static_cast<std::size_t>(A.row_start[r + 1]); ++i)
        sum += static_cast<double>(A.value[i]) * static_cast<double>(F.row(A.column[i])[j]);
      const auto row = static_cast<std::int64_t>(r);
      ASSERT_NEAR(static_cast<double>(product.row(row)[j]), sum, this->kTolerance);
      ASSERT_NEAR(static_cast<double>(shifted.row(row)[j]),
                  sum - 0.75 * static_cast<double>(before[r * 16 + static_cast<std::size_t>(j)]),
                  this->kTolerance);
    }
  }
}

TYPED_TEST(TallMatrixTest, MultipliesInPlaceAndIntoASink) {
  const Threads threads(2);
  for (const std::int64_t rows : kRows) {
    auto F = this->random(rows, 32, 4);
    const auto small = this->random(32, 32, 5);
    const std::vector<double> M(small.row(0), small.row(32));
    const std::vector<TypeParam> before = this->values(F);
    std::vector<TypeParam> sunk(before.size());
    F.multiply(M, threads, [&](std::int64_t begin, std::int64_t count, const TypeParam* values) {
      std::copy_n(values, count * 32, sunk.data() + begin * 32);
    });
    ASSERT_EQ(this->values(F), before);
    F.multiply_in_place(M, threads);
    ASSERT_EQ(this->values(F), sunk);
    for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r) {
      for (std::size_t j = 0; j < 32; ++j) {
        double sum = 0;
        for (std::size_t i = 0; i < 32; ++i)
          sum += static_cast<double>(before[r * 32 + i]) * M[i * 32 + j];
        ASSERT_NEAR(static_cast<double>(sunk[r * 32 + j]), sum, this->kTolerance);
      }
    }
  }
}

TYPED_TEST(TallMatrixTest, EqualBitsForAnyNumberOfThreads) {
  const auto run = [this](int count) {
    const Threads threads(count);
    auto F = this->random(5000, 48, 6);
    const std::vector<double> gram = F.gram(threads);
    std::vector<double> all = gram;
    const auto A = converted<TypeParam>(test::random_matrix(5000, 70, 0.02, 3));
    F.set_shifted_product(A, this->random(70, 48, 2), TypeParam(0.75), threads);
    F.multiply_in_place(gram, threads);
    for (const TypeParam x : this->values(F)) all.push_back(static_cast<double>(x));
    return all;
  };
  EXPECT_EQ(run(1), run(3));
}

}  // namespace
}  // namespace nmf
