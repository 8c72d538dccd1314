// The program as somebody at a terminal meets it: standard error is one, standard output a file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>

#include <chrono>
#include <cstdlib>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

/// A program whose standard input and standard error are a terminal of its own.
class OnTerminal {
 public:
  OnTerminal(const std::filesystem::path& directory, const std::vector<std::string>& arguments) {
    winsize size{24, 100, 0, 0};
    child_ = forkpty(&terminal_, nullptr, nullptr, &size);
    if (child_ != 0) return;
    setenv("TERM", "xterm", 1);
    std::vector<char*> argv{const_cast<char*>("nmf")};
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    if (chdir(directory.c_str()) != 0 || std::freopen("stdout.txt", "w", stdout) == nullptr)
      _exit(126);
    execv(NMF_PROGRAM, argv.data());
    _exit(127);
  }
  ~OnTerminal() { close(terminal_); }
  OnTerminal(const OnTerminal&) = delete;
  OnTerminal& operator=(const OnTerminal&) = delete;

  void type(std::string_view keys) const {
    EXPECT_EQ(write(terminal_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }

  /// Reads until `text` has appeared; false if it has not after a minute or the program has ended.
  bool wait_for(const std::string& text) {
    const auto deadline = Clock::now() + std::chrono::seconds(60);
    while (seen_.find(text) == std::string::npos)
      if (Clock::now() > deadline || !read_some()) return false;
    return true;
  }

  /// Reads to the end. Returns the exit code.
  int finish() {
    while (read_some()) {
    }
    int status = 0;
    waitpid(child_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  const std::string& seen() const { return seen_; }

 private:
  /// False when the program has closed the terminal.
  bool read_some() {
    pollfd ready{terminal_, POLLIN, 0};
    if (poll(&ready, 1, 1000) == 0) return true;
    char buffer[4096];
    const ssize_t count = read(terminal_, buffer, sizeof buffer);
    if (count <= 0) return false;
    seen_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }

  int terminal_ = -1;
  pid_t child_ = -1;
  std::string seen_;
};

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Terminal, ShowsProgressAndSaysWhatCtrlCDoes) {
  const TemporaryDirectory directory;
  OnTerminal program(directory.path(), endless_fit(directory, {"--output", "model"}));
  ASSERT_TRUE(program.wait_for("fitting: iteration ")) << program.seen();
  ASSERT_TRUE(program.wait_for("/s, ")) << program.seen();
  EXPECT_THAT(program.seen(), HasSubstr(" of 2000000000, loss "));
  EXPECT_THAT(program.seen(), HasSubstr("\r"));
  program.type("\x03");
  EXPECT_EQ(program.finish(), 130) << program.seen();
  EXPECT_EQ(times(program.seen(), "stopping after this step; press again to end at once\r\n"), 1U)
      << program.seen();
  EXPECT_THAT(program.seen(), testing::EndsWith("nmf: interrupted; nothing was written\r\n"));
  EXPECT_THAT(read_file(directory / "stdout.txt"), testing::StartsWith("Epoch: 0, Loss: "));
  EXPECT_FALSE(std::filesystem::exists(directory / "model"));
}

TEST(Terminal, SelectShowsTheWholeSweep) {
  const TemporaryDirectory directory;
  std::ofstream text(directory / "docs.txt");
  for (int i = 0; i < 400; ++i) text << "a" << i % 20 << " b" << i % 21 << " c" << i % 23 << '\n';
  text.close();
  OnTerminal program(directory.path(),
                     {"select", "--input", "docs.txt", "--set", "corpus.format=lines", "--k", "3,6",
                      "--set", "factorization.max_iter=2000", "--set", "factorization.tol=0",
                      "--device", "cpu", "--output", "sweep"});
  EXPECT_TRUE(program.wait_for("selecting: K = 3, fit ")) << program.seen();
  EXPECT_TRUE(program.wait_for(" of 20, ")) << program.seen();
  EXPECT_TRUE(program.wait_for(" %, ")) << program.seen();
  EXPECT_TRUE(program.wait_for(" left")) << program.seen();
  EXPECT_EQ(program.finish(), 0) << program.seen();
  EXPECT_THAT(read_file(directory / "stdout.txt"), HasSubstr("Recommended: K = "));
}

TEST(Terminal, QuietShowsNothingThereEither) {
  const TemporaryDirectory directory;
  OnTerminal program(directory.path(),
                     tiny_fit(directory, {"-k", "2", "--output", "model", "--quiet"}));
  EXPECT_EQ(program.finish(), 0);
  EXPECT_EQ(program.seen(), "");
}

}  // namespace
}  // namespace nmf::test
