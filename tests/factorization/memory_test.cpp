#include "nmf/factorization/memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"

namespace nmf {
namespace {

FactorizationOptions with(Engine engine, std::int64_t components) {
  FactorizationOptions options;
  options.engine = engine;
  options.n_components = components;
  return options;
}

TEST(Memory, TheNotebooksJobIsSmallWithGramAndLargeWithDense) {
  constexpr double kMiB = 1024.0 * 1024.0;
  const double gram =
      estimate_memory(2034, 26576, 133634, with(Engine::gram, 100), "cpu").host / kMiB;
  const double dense =
      estimate_memory(2034, 26576, 133634, with(Engine::dense, 100), "cpu").host / kMiB;
  EXPECT_GT(gram, 40);
  EXPECT_LT(gram, 80);
  EXPECT_GT(dense, 1000);
  EXPECT_LT(dense, 1500);
}

TEST(Memory, OnCudaTheHostOnlyHoldsTheStart) {
  const auto estimate = estimate_memory(2034, 26576, 133634, with(Engine::gram, 100), "cuda:0");
  EXPECT_LT(estimate.host, estimate.device);
  EXPECT_GT(estimate.device, 4.0 * 100 * (2034 + 26576) * 4);
}

TEST(Memory, MoreThanThereIsIsRefusedWithBothNumbersAndTheRemedy) {
  const auto options = with(Engine::dense, 100);
  const auto estimate = estimate_memory(1 << 20, 1 << 24, 1000, options, "cpu");
  try {
    check_memory(estimate, options, "cpu");
    FAIL() << "nothing was thrown";
  } catch (const DeviceError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("needs about 39"));
    EXPECT_THAT(error.what(), testing::HasSubstr("GiB are free"));
    EXPECT_THAT(error.what(), testing::HasSubstr("use factorization.engine: gram"));
  }
}

TEST(Memory, HugeComponentsDoNotOverflow) {
  const auto options = with(Engine::gram, std::int64_t{1} << 62);
  const auto estimate = estimate_memory(2034, 26576, 133634, options, "cpu");
  EXPECT_GT(estimate.host, 1e22);
  EXPECT_THROW(check_memory(estimate, options, "cpu"), DeviceError);
}

}  // namespace
}  // namespace nmf
