#include "nmf/factorization/stopping.h"

#include <gtest/gtest.h>

namespace nmf {
namespace {

TEST(Stopping, HoldsTheViolationAgainstTheFirst) {
  Stopping stopping({.tol = 0.01});
  EXPECT_EQ(stopping.after(50, {}, 0), std::nullopt);
  EXPECT_EQ(stopping.after(0.51, {}, 1e9), std::nullopt);
  EXPECT_EQ(stopping.after(0.5, {}, 0), StopReason::tol);
}

TEST(Stopping, AFirstIterationWithoutViolationIsTheEnd) {
  EXPECT_EQ(Stopping({.tol = 0.01}).after(0, {}, 0), StopReason::tol);
}

TEST(Stopping, ZeroMeansNever) {
  Stopping stopping({.tol = 0});
  EXPECT_EQ(stopping.after(0, 0.0, 1e9), std::nullopt);
}

TEST(Stopping, ByTheKktResidualWhereItWasMeasured) {
  Stopping stopping({.tol = 0, .kkt_tol = 1e-3});
  EXPECT_EQ(stopping.after(1, 2e-3, 0), std::nullopt);
  EXPECT_EQ(stopping.after(1, {}, 0), std::nullopt);
  EXPECT_EQ(stopping.after(1, 1e-3, 0), StopReason::kkt_tol);
}

TEST(Stopping, ByTime) {
  Stopping stopping({.tol = 0, .max_seconds = 2});
  EXPECT_EQ(stopping.after(1, {}, 1.9), std::nullopt);
  EXPECT_EQ(stopping.after(1, {}, 2), StopReason::max_seconds);
}

}  // namespace
}  // namespace nmf
