#include "nmf/factorization/device.h"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "nmf/core/error.h"
#include "tests/support/cuda.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

TEST(Device, CpuIsCpu) { EXPECT_EQ(resolve_device("cpu"), "cpu"); }

TEST(Device, AutoTakesWhatIsThere) {
  EXPECT_EQ(resolve_device("auto"), test::cuda_obstacle().empty() ? "cuda:0" : "cpu");
}

TEST(Device, ScdTakesTheCpu) {
  EXPECT_EQ(resolve_device("auto", Solver::scd), "cpu");
  EXPECT_EQ(resolve_device("cpu", Solver::scd), "cpu");
  EXPECT_EQ(resolve_device("auto", Solver::mu), resolve_device("auto"));
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
    EXPECT_THAT(error.what(), testing::HasSubstr("NVIDIA driver"));
    EXPECT_THAT(error.what(), testing::HasSubstr("use --device cpu"));
  }
  for (const Solver solver : {Solver::hals, Solver::scd})
    EXPECT_THAT(
        test::message_of<DeviceError>([&] { resolve_device("cuda:1", solver, "--device cuda:1"); }),
        testing::StartsWith("--device cuda:1: "));
}

TEST(Device, WithoutADriverItsLibrariesAreNotAskedFor) {
  if (std::filesystem::exists("/dev/nvidiactl") || dlopen("libcuda.so.1", RTLD_LAZY) != nullptr)
    GTEST_SKIP() << "this machine has an NVIDIA driver";
  const std::string obstacle = test::cuda_obstacle();
  EXPECT_THAT(obstacle, testing::HasSubstr("no NVIDIA driver and so no CUDA device is visible"));
  EXPECT_THAT(obstacle, testing::HasSubstr("--device cpu or auto, or install NVIDIA's driver"));
  EXPECT_THAT(obstacle, testing::Not(testing::HasSubstr("scripts/")));
}

TEST(Device, CudaIsTheFirstCard_CUDA) {
  NMF_REQUIRE_CUDA();
  EXPECT_EQ(resolve_device("cuda"), "cuda:0");
  EXPECT_THROW(resolve_device("cuda:99"), DeviceError);
}

}  // namespace
}  // namespace nmf
