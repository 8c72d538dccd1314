#include "console.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "nmf/core/error.h"

namespace nmf::app {
namespace {

double now() {
  using Clock = std::chrono::steady_clock;
  return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

bool is_terminal() {
  const char* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && (term == nullptr || std::strcmp(term, "dumb") != 0);
}

std::size_t terminal_width(int stream) {
  winsize size{};
  return ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string clock_time(double seconds) {
  const std::int64_t whole = std::llround(seconds);
  return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                      : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

/// "1234 documents" or "12.3 MB".
std::string amount(double value, std::string_view unit) {
  return unit == "bytes" ? fmt::format("{:.1f} MB", value / 1e6)
                         : fmt::format("{:.0f} {}", value, unit);
}

}  // namespace

void print_error(std::string_view text) {
  // What is for the eye may be lost: a full disk or a closed pipe there must not cost the result.
  if (std::fwrite(text.data(), 1, text.size(), stderr) == text.size()) std::fflush(stderr);
}

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw IoError(fmt::format("standard output: can't write: {}", std::strerror(errno)));
}

std::size_t output_width() { return terminal_width(STDOUT_FILENO); }

Console::Console(bool quiet) : quiet_(quiet), terminal_(!quiet && is_terminal()) {}

Console::~Console() { clear(); }

void Console::note(std::string_view text) {
  if (quiet_) return;
  clear();
  print_error(fmt::format("{}\n", text));
}

void Console::result(std::string_view text) {
  clear();
  print(text);
}

void Console::show(const Progress& progress) {
  if (!terminal_) return;
  if (stage_ == nullptr || std::strcmp(stage_, progress.stage) != 0) {
    stage_ = progress.stage;
    stage_start_ = now();
  }
  if (!due()) return;
  const auto done = static_cast<double>(progress.done), total = static_cast<double>(progress.total);
  const double seconds = now() - stage_start_;
  const double rate = seconds > 0.1 ? done / seconds : 0;
  std::string line = fmt::format("{}: {}", progress.stage, amount(done, progress.unit));
  if (total > 0) line += fmt::format(" of {}", amount(total, progress.unit));
  if (rate > 0) line += fmt::format(", {}/s", amount(rate, progress.unit));
  if (rate > 0 && total > done) line += fmt::format(", {} left", clock_time((total - done) / rate));
  draw(line);
}

void Console::show(std::string_view what, const Iteration& iteration, std::int64_t max_iter,
                   double since) {
  if (!terminal_ || !due()) return;
  const auto done = static_cast<double>(iteration.iteration + 1);
  const double seconds = iteration.seconds - since;
  const double rate = seconds > 0 ? done / seconds : 0;
  std::string line = fmt::format("{}: iteration {} of {}, loss {:.6g}", what,
                                 iteration.iteration + 1, max_iter, iteration.loss);
  if (rate > 0)
    line += fmt::format(", {:.3g}/s, {} left", rate,
                        clock_time((static_cast<double>(max_iter) - done) / rate));
  draw(line);
}

void Console::show(const SweepProgress& progress) {
  if (!terminal_) return;
  if (sweep_start_ < 0) sweep_start_ = now();
  if (!due()) return;
  std::string line = fmt::format("selecting: K = {}, fit {} of {}, {:.0f} %", progress.k,
                                 std::min(progress.fits_done + 1, progress.fits), progress.fits,
                                 100 * progress.work_done / progress.work);
  const double done = progress.work_done - progress.work_kept, seconds = now() - sweep_start_;
  if (done > 0 && seconds > 0.5)
    line +=
        fmt::format(", {} left", clock_time((progress.work - progress.work_done) * seconds / done));
  draw(line);
}

void Console::clear() {
  if (!drawn_) return;
  print_error("\r\033[K");
  drawn_ = false;
}

bool Console::due() {
  constexpr double kSeconds = 0.1;
  const double time = now();
  if (last_ >= 0 && time - last_ < kSeconds) return false;
  last_ = time;
  return true;
}

void Console::draw(const std::string& line) {
  print_error(fmt::format("\r{}\033[K", line.substr(0, terminal_width(STDERR_FILENO) - 1)));
  drawn_ = true;
}

}  // namespace nmf::app
