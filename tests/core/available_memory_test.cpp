#include "nmf/core/available_memory.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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
    rlimit limit{};
    getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = 1;  // less than is in use already
    setrlimit(RLIMIT_AS, &limit);
    _exit(available_memory() == 0 ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace nmf
