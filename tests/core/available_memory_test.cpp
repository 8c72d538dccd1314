#include "nmf/core/available_memory.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace nmf {
namespace {

constexpr double kMiB = 1024.0 * 1024.0;

TEST(AvailableMemory, IsMoreThanNothingAndLessThanAnyMachine) {
  EXPECT_GT(available_memory(), kMiB);
  EXPECT_LT(available_memory(), 1024.0 * 1024.0 * 1024.0 * kMiB);
}

TEST(AvailableMemory, ObeysTheAddressSpaceLimit) {
  const pid_t child = fork();
  if (child == 0) {
    rlim_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    rlimit limit{};
    getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + rlim_t{64} * 1024 * 1024;
    setrlimit(RLIMIT_AS, &limit);
    const double left = available_memory();
    _exit(left > 0 && left <= 64 * kMiB ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace nmf
