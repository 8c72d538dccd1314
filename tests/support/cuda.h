#pragma once

#include <gtest/gtest.h>

#include <string>

#include "nmf/core/error.h"
#include "nmf/factorization/device.h"

namespace nmf::test {

/// Why CUDA can't be used here; empty if it can.
inline std::string cuda_obstacle() {
  try {
    resolve_device("cuda");
    return {};
  } catch (const DeviceError& error) {
    return error.what();
  }
}

}  // namespace nmf::test

/// First line of every test whose name ends in _CUDA.
#define NMF_REQUIRE_CUDA()                                                        \
  if (const std::string obstacle = nmf::test::cuda_obstacle(); !obstacle.empty()) \
  GTEST_SKIP() << obstacle
