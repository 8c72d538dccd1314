#include "nmf/core/standard_input.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "nmf/core/error.h"

namespace nmf {

std::size_t StandardInput::read(std::span<char> buffer) {
  std::size_t count = 0;
  while (count < buffer.size()) {
    const std::size_t got = read_what_is_there(buffer.subspan(count));
    if (got == 0) break;
    count += got;
  }
  return count;
}

std::size_t StandardInput::read_what_is_there(std::span<char> buffer) {
  for (;;) {
    // A handler that restarts system calls would restart `read`, but never `poll`.
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, -1) >= 0) {
      const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
      if (got >= 0) {
        position_ += got;
        return static_cast<std::size_t>(got);
      }
    }
    if (errno != EINTR && errno != EAGAIN) {
      throw IoError("standard input: can't be read: " + std::generic_category().message(errno));
    }
    report_progress(progress_, {"reading", position_, 0, "bytes"});
  }
}

}  // namespace nmf
