#include "nmf/report/history_curve.h"

#include <gtest/gtest.h>

#include <string>

#include "nmf/core/error.h"

namespace {

constexpr const char* kHeader = "iteration,loss,residual,penalty,kkt_residual,seconds\n";

TEST(HistoryCurves, FollowTheColumnsByName) {
  const nmf::HistoryCurves curves = nmf::history_curves(
      kHeader + std::string("0,9.5,3,0,1.25,0.1\n10,8.5,2.5,0,,0.2\n20,8.25,2,0,1e-3,0.3\n"), "h");
  ASSERT_EQ(curves.loss.size(), 3);
  EXPECT_EQ(curves.loss[1].iteration, 10);
  EXPECT_EQ(curves.loss[1].value, 8.5);
  EXPECT_EQ(curves.residual[2].value, 2);
  ASSERT_EQ(curves.kkt_residual.size(), 2);
  EXPECT_EQ(curves.kkt_residual[1].iteration, 20);
  EXPECT_EQ(curves.kkt_residual[1].value, 1e-3);
}

TEST(HistoryCurves, LongOnesAreThinnedAndKeepTheirEnds) {
  std::string csv = kHeader;
  for (int i = 0; i < 5000; ++i) csv += std::to_string(i) + ",1,2,0,,0\n";
  const nmf::HistoryCurves curves = nmf::history_curves(csv, "h");
  ASSERT_EQ(curves.loss.size(), 400);
  EXPECT_EQ(curves.loss.front().iteration, 0);
  EXPECT_EQ(curves.loss.back().iteration, 4999);
}

TEST(HistoryCurves, NumbersThatAreNotFiniteAreLeftOut) {
  const nmf::HistoryCurves curves =
      nmf::history_curves(kHeader + std::string("0,inf,nan,0,,0\n1,1,2,0,,0\n"), "h");
  EXPECT_EQ(curves.loss.size(), 1);
  EXPECT_EQ(curves.residual.size(), 1);
}

TEST(HistoryCurves, OfNothingAreEmpty) {
  EXPECT_TRUE(nmf::history_curves(kHeader, "h").loss.empty());
}

void expect_refused(const std::string& csv, const std::string& message) {
  try {
    nmf::history_curves(csv, "/m/history.csv");
    ADD_FAILURE() << csv;
  } catch (const nmf::ModelError& error) {
    EXPECT_EQ(error.what(), message);
  }
}

TEST(HistoryCurves, SayWhatIsWrongAndWhere) {
  expect_refused("iteration,residual,kkt_residual\n", "/m/history.csv:1: no column loss");
  expect_refused(kHeader + std::string("0,1,2,0,,0\n1,2\n"),
                 "/m/history.csv:3: got 2 fields, expected 6");
  expect_refused(kHeader + std::string("0,x,2,0,,0\n"),
                 "/m/history.csv:2: got 'x', expected a number");
  expect_refused(kHeader + std::string("0.5,1,2,0,,0\n"),
                 "/m/history.csv:2: got '0.5', expected a number");
}

}  // namespace
