#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

/// Starts an endless fit, waits for its first line, sends a signal; nothing may be left behind.
void expect_clean_end(int signal) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "counts.ldac") << "2 0:3 1:1\n2 1:2 2:1\n1 2:4\n";
  std::ofstream(directory / "terms.txt") << "apple\nberry\ncherry\n";
  const pid_t child = start(
      directory.path(), {"fit", "--input", "counts.ldac", "--set", "corpus.vocabulary=terms.txt",
                         "--set", "factorization.solver=adam", "--device", "cpu", "--set",
                         "factorization.max_iter=2000000000", "--set", "factorization.tol=0",
                         "--set", "output.log_every=1000000000", "--output", "out/model"});
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::seconds(60);
  const auto begun = [&] {
    return std::filesystem::exists(directory / "stdout.txt") &&
           !read_file(directory / "stdout.txt").empty();
  };
  while (!begun() && Clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  ASSERT_TRUE(begun());
  kill(child, signal);
  const Finished got = finish(child, directory.path());
  EXPECT_EQ(got.code, 128 + signal);
  EXPECT_THAT(got.err, testing::HasSubstr("nmf: interrupted; nothing was written\n"));
  EXPECT_FALSE(std::filesystem::exists(directory / "out")) << "a directory was left behind";
}

TEST(Interrupt, CtrlCEndsWith130AndLeavesNothing) { expect_clean_end(SIGINT); }
TEST(Interrupt, TerminateEndsWith143AndLeavesNothing) { expect_clean_end(SIGTERM); }

}  // namespace
}  // namespace nmf::test
