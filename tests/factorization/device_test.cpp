#include "nmf/factorization/device.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/cuda.h"

namespace nmf {
namespace {

TEST(Device, CpuIsCpu) { EXPECT_EQ(resolve_device("cpu"), "cpu"); }

TEST(Device, AutoTakesWhatIsThere) {
  EXPECT_EQ(resolve_device("auto"), test::cuda_obstacle().empty() ? "cuda:0" : "cpu");
}

TEST(Device, AnUnknownNameIsRefused) {
  for (const char* name : {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:1234", "CPU"})
    EXPECT_THROW(resolve_device(name), ConfigError) << name;
}

TEST(Device, WithoutCudaTheErrorSaysWhatIsMissingAndWhatToDo) {
  if (test::cuda_obstacle().empty()) GTEST_SKIP() << "this machine has CUDA";
  try {
    resolve_device("cuda:1");
    FAIL() << "nothing was thrown";
  } catch (const DeviceError& error) {
    EXPECT_THAT(error.what(), testing::StartsWith("runtime.device cuda:1: "));
    EXPECT_THAT(error.what(), testing::HasSubstr("CUDA"));
    EXPECT_THAT(error.what(), testing::HasSubstr("--device cpu"));
  }
}

TEST(Device, CudaIsTheFirstCard_CUDA) {
  NMF_REQUIRE_CUDA();
  EXPECT_EQ(resolve_device("cuda"), "cuda:0");
  EXPECT_THROW(resolve_device("cuda:99"), DeviceError);
}

}  // namespace
}  // namespace nmf
