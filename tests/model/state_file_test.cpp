// Covers state_file.cpp, factor_tensor.cpp.
#include "nmf/model/state_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/core/safetensors.h"
#include "tests/model/checkpoint_support.h"
#include "tests/support/cuda.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using test::TemporaryDirectory;
using testing::HasSubstr;

FitState written_and_read(const FitState& state) {
  const TemporaryDirectory folder;
  write_state(folder / "state.safetensors", state);
  return read_state(folder / "state.safetensors");
}

TEST(StateFile, IsReadAsItWasWritten) {
  for (const std::int64_t run : {0, 2})
    EXPECT_TRUE(test::same(written_and_read(test::tiny_state(run)), test::tiny_state(run)));
}

TEST(StateFile, TensorsThatShareTheirMemoryDoSoAgain) {
  FitState state = test::tiny_state();
  auto& tensors = state.solver.tensors;
  tensors["best Ht"] = tensors["Ht"];
  tensors["last W"] = tensors["best W"] = tensors["W"];
  const FitState read = written_and_read(state);
  EXPECT_TRUE(test::same(read, state));
  EXPECT_EQ(read.solver.tensors.at("best W").const_data_ptr(),
            read.solver.tensors.at("last W").const_data_ptr());
}

TEST(StateFile, BothTypesOfNumbers) {
  FitState state = test::tiny_state();
  state.solver.tensors["W"] = at::tensor({0.1, 1e-300, 1e300, 4.0}).reshape({2, 2});
  EXPECT_TRUE(test::same(written_and_read(state), state));
}

TEST(StateFile, FromACard_CUDA) {
  NMF_REQUIRE_CUDA();
  FitState state = test::tiny_state(1);
  for (auto& [name, tensor] : state.solver.tensors) tensor = tensor.to(at::kCUDA);
  state.best->W = state.best->W.to(at::kCUDA);
  EXPECT_TRUE(test::same(written_and_read(state), test::tiny_state(1)));
}

TEST(StateFile, WhatIsNoStateIsRefused) {
  const TemporaryDirectory folder;
  const auto path = folder / "state.safetensors";
  const auto error = [&](std::vector<NamedTensor> tensors) {
    write_safetensors(path, std::move(tensors));
    return test::message_of<Error>([&] { read_state(path); });
  };
  const std::vector<double> numbers = {1, 2};
  const std::vector<std::int64_t> run = {0};
  EXPECT_THAT(error({vector_tensor("seconds", numbers)}), HasSubstr("run"));
  EXPECT_THAT(error({vector_tensor("run", run), vector_tensor("seconds", numbers)}),
              HasSubstr("seconds: expected one value"));
  EXPECT_THAT(error({vector_tensor("solver.weight", numbers)}),
              HasSubstr("solver.weight: expected one value"));
  EXPECT_THAT(error({vector_tensor("solver.steps", run)}), HasSubstr("solver.steps"));
  EXPECT_THAT(error({{"solver.W",
                      TensorType::int64,
                      {1, 1},
                      [&](const ByteSink& sink) { sink(std::as_bytes(std::span(run))); }}}),
              HasSubstr("solver.W: expected a matrix of F32 or F64"));
  for (const std::int64_t number : {-1, 0, 1, 7}) {
    const std::vector<std::int64_t> shared = {number};
    EXPECT_THAT(error({vector_tensor("shared.W", shared)}),
                HasSubstr("shared.W: is the number of no tensor"));
  }
  const std::vector<double> seconds = {1};
  EXPECT_THAT(error({vector_tensor("run", run), vector_tensor("seconds", seconds),
                     vector_tensor("history", numbers)}),
              HasSubstr("history: expected F64 [iterations, 6]"));
}

}  // namespace
}  // namespace nmf
