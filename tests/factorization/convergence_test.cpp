#include "nmf/factorization/convergence.h"

#include <gtest/gtest.h>

namespace nmf {
namespace {

TEST(Convergence, ComparesEveryTenthIterationWithTheOneBefore) {
  Convergence convergence(0.01);
  EXPECT_FALSE(convergence.reached(0, 100));
  EXPECT_FALSE(convergence.reached(9, 100));    // no multiple of ten
  EXPECT_FALSE(convergence.reached(10, 98.9));  // fell by 1.1 %
  EXPECT_FALSE(convergence.reached(15, 98.9));
  EXPECT_TRUE(convergence.reached(20, 98.0));  // fell by 0.91 %
}

TEST(Convergence, ARisingLossStops) {
  Convergence convergence(1e-4);
  EXPECT_FALSE(convergence.reached(0, 1));
  EXPECT_TRUE(convergence.reached(10, 2));
}

TEST(Convergence, ZeroNeverStops) {
  Convergence convergence(0);
  EXPECT_FALSE(convergence.reached(0, 1));
  EXPECT_FALSE(convergence.reached(10, 1));
}

}  // namespace
}  // namespace nmf
