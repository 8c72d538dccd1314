#include "nmf/factorization/solver_state.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

#include "nmf/core/error.h"

namespace nmf {
namespace {

struct Remembered {
  at::Tensor factor = at::rand({3, 2});
  double infinite = std::numeric_limits<double>::infinity();
  std::int64_t steps = 7;

  void visit_state(StateVisitor& visitor) {
    visitor.tensor("factor", factor);
    visitor.number("infinite", infinite);
    visitor.count("steps", steps);
  }
};

TEST(SolverState, WhatIsSavedIsPutBack) {
  Remembered one;
  StateSaver saver;
  one.visit_state(saver);
  Remembered other = {at::zeros({3, 2}), 0, 0};
  StateRestorer restorer(saver.state);
  other.visit_state(restorer);
  EXPECT_TRUE(at::equal(other.factor, one.factor));
  EXPECT_EQ(other.infinite, one.infinite);
  EXPECT_EQ(other.steps, 7);
}

TEST(SolverState, OnlyRowsAreSaved) {
  StateSaver saver;
  at::Tensor turned = at::rand({3, 2}).t();
  EXPECT_THROW(saver.tensor("factor", turned), std::logic_error);
}

TEST(SolverState, AnErrorNamesTheValue) {
  SolverState state;
  StateRestorer restorer(state);
  at::Tensor factor = at::zeros({3, 2});
  const auto message = [](const std::function<void()>& act) {
    try {
      act();
    } catch (const ModelError& error) {
      return std::string(error.what());
    }
    return std::string("nothing was thrown");
  };
  EXPECT_EQ(message([&] { restorer.tensor("best W", factor); }),
            "state of the solver: best W: got nothing, expected Float [3, 2]");
  state.tensors["best W"] = at::zeros({2, 3}, at::kDouble);
  EXPECT_EQ(message([&] { restorer.tensor("best W", factor); }),
            "state of the solver: best W: got Double [2, 3], expected Float [3, 2]");
  std::int64_t steps = 0;
  for (const double count : {-1.0, 0.5, 1e17, std::nan("")}) {
    state.numbers["steps"] = count;
    EXPECT_THAT(message([&] { restorer.count("steps", steps); }),
                testing::HasSubstr("expected an integer >= 0"));
  }
}

}  // namespace
}  // namespace nmf
