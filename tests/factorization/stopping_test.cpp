#include "nmf/factorization/stopping.h"

#include <gtest/gtest.h>

namespace nmf {
namespace {

TEST(ViolationRule, HoldsItAgainstTheFirst) {
  ViolationRule rule(0.01);
  EXPECT_FALSE(rule.reached(50));
  EXPECT_FALSE(rule.reached(0.51));
  EXPECT_TRUE(rule.reached(0.5));
}

TEST(ViolationRule, AFirstIterationWithoutViolationIsTheEnd) {
  EXPECT_TRUE(ViolationRule(0.01).reached(0));
}

TEST(ViolationRule, ZeroMeansNever) { EXPECT_FALSE(ViolationRule(0).reached(0)); }

TEST(ErrorRule, LooksEveryTenIterationsAtTheShareOfTheFirstError) {
  ErrorRule rule(0.1, 100);
  EXPECT_FALSE(rule.due(9));
  EXPECT_TRUE(rule.due(10));
  EXPECT_FALSE(rule.reached(60));
  EXPECT_FALSE(rule.reached(50));
  EXPECT_TRUE(rule.reached(41));
}

TEST(ErrorRule, AnExactStartAndARiseAreTheEnd) {
  EXPECT_TRUE(ErrorRule(0.1, 0).reached(0));
  EXPECT_TRUE(ErrorRule(0.1, 1).reached(2));
}

TEST(ErrorRule, ZeroMeansNever) { EXPECT_FALSE(ErrorRule(0, 1).due(10)); }

TEST(Stopping, ByWhatTheSolverFound) {
  EXPECT_EQ(Stopping({}).after(true, {}, 0), StopReason::tol);
  EXPECT_EQ(Stopping({}).after(false, 1.0, 1e9), std::nullopt);
}

TEST(Stopping, ByTheKktResidualWhereItWasMeasured) {
  const Stopping stopping({.kkt_tol = 1e-3});
  EXPECT_EQ(stopping.after(false, 2e-3, 0), std::nullopt);
  EXPECT_EQ(stopping.after(false, {}, 0), std::nullopt);
  EXPECT_EQ(stopping.after(false, 1e-3, 0), StopReason::kkt_tol);
}

TEST(Stopping, WhereTheKktResidualIsRounding) {
  EXPECT_EQ(Stopping({.dtype = Dtype::float32}).after(false, 3e-5, 0), StopReason::tol);
  EXPECT_EQ(Stopping({.dtype = Dtype::float32}).after(false, 4e-5, 0), std::nullopt);
  EXPECT_EQ(Stopping({.dtype = Dtype::float64}).after(false, 3e-5, 0), std::nullopt);
  EXPECT_EQ(Stopping({.dtype = Dtype::float64}).after(false, 5e-14, 0), StopReason::tol);
  EXPECT_EQ(Stopping({.tol = 0, .dtype = Dtype::float32}).after(false, 0.0, 0), std::nullopt);
}

TEST(Stopping, ByTime) {
  const Stopping stopping({.max_seconds = 2});
  EXPECT_EQ(stopping.after(false, {}, 1.9), std::nullopt);
  EXPECT_EQ(stopping.after(false, {}, 2), StopReason::max_seconds);
}

}  // namespace
}  // namespace nmf
