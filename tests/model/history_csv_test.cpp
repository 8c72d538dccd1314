#include "nmf/model/history_csv.h"

#include <gtest/gtest.h>

#include <limits>

namespace {

TEST(HistoryCsv, OneIterationIsALine) {
  const std::vector<nmf::Iteration> history = {
      {.iteration = 0, .loss = 63.71663284301758, .residual = 40.5, .penalty = 0, .seconds = 0.25},
      {.iteration = 1, .loss = 63, .residual = 1e-7, .penalty = 0.1, .seconds = 1.5}};
  EXPECT_EQ(nmf::history_csv(history),
            "iteration,loss,residual,penalty,kkt_residual,seconds\n"
            "0,63.71663284301758,40.5,0,,0.25\n"
            "1,63,1e-07,0.1,,1.5\n");
}

TEST(HistoryCsv, NoIterationLeavesTheHeader) {
  EXPECT_EQ(nmf::history_csv({}), "iteration,loss,residual,penalty,kkt_residual,seconds\n");
}

}  // namespace
