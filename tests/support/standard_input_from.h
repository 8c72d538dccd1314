#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace nmf::test {

/// Puts bytes, through a pipe that can't seek, in place of standard input while it lives.
class StandardInputFrom {
 public:
  explicit StandardInputFrom(std::string bytes) : saved_(::dup(STDIN_FILENO)) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    writer_ = std::thread([end = ends[1], all = std::move(bytes)] {
      for (std::string_view rest = all; !rest.empty();) {
        const ssize_t count = ::write(end, rest.data(), rest.size());
        if (count <= 0) break;
        rest.remove_prefix(static_cast<std::size_t>(count));
      }
      ::close(end);
    });
  }
  ~StandardInputFrom() {
    char left[4096];
    while (::read(STDIN_FILENO, left, sizeof left) > 0) {  // so that the writer comes to its end
    }
    writer_.join();
    ::dup2(saved_, STDIN_FILENO);
    ::close(saved_);
  }
  StandardInputFrom(const StandardInputFrom&) = delete;
  StandardInputFrom& operator=(const StandardInputFrom&) = delete;

 private:
  int saved_;
  std::thread writer_;
};

}  // namespace nmf::test
