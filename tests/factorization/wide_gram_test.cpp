#include "nmf/factorization/wide_gram.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace nmf {
namespace {

template <typename T>
class WideGram : public testing::Test {
 protected:
  static std::vector<T> random(std::int64_t count) {
    std::mt19937 generator(1);
    std::uniform_real_distribution<double> uniform(-1.0, 1.0);
    std::vector<T> values(static_cast<std::size_t>(count));
    for (T& value : values) value = static_cast<T>(uniform(generator));
    return values;
  }
};

using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(WideGram, Types);

// Rows beside the multiples of every block size, columns beside those of a panel.
TYPED_TEST(WideGram, IsASumOverRowsInFloat64) {
  for (const std::int64_t rows : {0, 1, 95, 128, 513, 2100}) {
    for (const std::int64_t columns : {1, 20, 32}) {
      const auto F = this->random(rows * columns);
      const std::vector<double> gram = wide_gram(F.data(), rows, columns, Threads(2));
      ASSERT_EQ(std::ssize(gram), columns * columns);
      for (std::int64_t i = 0; i < columns; ++i) {
        for (std::int64_t j = 0; j < columns; ++j) {
          double sum = 0;
          for (std::int64_t r = 0; r < rows; ++r)
            sum += static_cast<double>(F[static_cast<std::size_t>(r * columns + i)]) *
                   static_cast<double>(F[static_cast<std::size_t>(r * columns + j)]);
          ASSERT_NEAR(gram[static_cast<std::size_t>(i * columns + j)], sum,
                      1e-12 * static_cast<double>(rows));
        }
      }
    }
  }
}

TYPED_TEST(WideGram, EqualBitsForAnyNumberOfThreads) {
  const auto F = this->random(5000 * 48);
  EXPECT_EQ(wide_gram(F.data(), 5000, 48, Threads(1)), wide_gram(F.data(), 5000, 48, Threads(3)));
}

}  // namespace
}  // namespace nmf
