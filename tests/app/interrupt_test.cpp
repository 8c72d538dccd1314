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
  const pid_t child = start(directory.path(), endless_fit(directory, {"--output", "out/model"}));
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
  // Progress, and what to press, are for a terminal.
  for (const char* text : {"\r", "\033", "fitting", "stopping"})
    EXPECT_THAT(got.err, testing::Not(testing::HasSubstr(text)));
  EXPECT_FALSE(std::filesystem::exists(directory / "out")) << "a directory was left behind";
}

TEST(Interrupt, CtrlCEndsWith130AndLeavesNothing) { expect_clean_end(SIGINT); }
TEST(Interrupt, TerminateEndsWith143AndLeavesNothing) { expect_clean_end(SIGTERM); }

}  // namespace
}  // namespace nmf::test
