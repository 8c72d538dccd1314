#include "nmf/factorization/extrapolation.h"

#include <gtest/gtest.h>

namespace nmf {
namespace {

TEST(Extrapolation, GrowsWhileTheLossFallsUpToACeiling) {
  Extrapolation weight;
  EXPECT_EQ(weight.weight(), 0.5);
  weight.loss_fell();
  EXPECT_DOUBLE_EQ(weight.weight(), 0.525);
  for (int i = 0; i < 100; ++i) weight.loss_fell();
  EXPECT_EQ(weight.weight(), 1);
}

TEST(Extrapolation, ShrinksWhereTheLossRoseAndStaysBelowWhatFellLast) {
  Extrapolation weight;
  weight.loss_fell();  // with 0.5
  weight.loss_rose();  // with 0.525
  EXPECT_DOUBLE_EQ(weight.weight(), 0.35);
  for (int i = 0; i < 8; ++i) weight.loss_fell();
  EXPECT_LE(weight.weight(), 0.5 * 1.09);
}

TEST(Extrapolation, EndsWhereEveryStepRises) {
  Extrapolation weight;
  for (int i = 0; i < 16; ++i) weight.loss_rose();
  EXPECT_EQ(weight.weight(), 0);
  weight.loss_fell();
  EXPECT_EQ(weight.weight(), 0);
}

}  // namespace
}  // namespace nmf
