#include "nmf/core/partial_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <string>
#include <system_error>
#include <vector>

namespace nmf {
namespace fs = std::filesystem;
namespace {

std::string prefix_of(const fs::path& target) {
  return fmt::format(".{}.partial-", target.filename().string());
}

/// Whether `rest`, what follows the prefix, is `PID-NUMBER` of a process that is gone.
bool is_from_dead_process(std::string_view rest) {
  pid_t process = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), process);
  if (error != std::errc() || end == rest.data() + rest.size() || *end != '-') return false;
  return process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace

fs::path partial_directory(const fs::path& target, int number) {
  return target.parent_path() / fmt::format("{}{}-{}", prefix_of(target), ::getpid(), number);
}

int lock_directory(const fs::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return -1;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

void remove_stale_partials(const fs::path& target) {
  const std::string prefix = prefix_of(target);
  std::vector<fs::path> candidates;
  std::error_code error;
  for (fs::directory_iterator entry(target.parent_path(), error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(prefix) &&
        is_from_dead_process(std::string_view(name).substr(prefix.size()))) {
      candidates.push_back(entry->path());
    }
  }
  for (const fs::path& candidate : candidates) {
    const int lock = lock_directory(candidate);
    if (lock < 0) continue;
    fs::remove_all(candidate, error);
    ::close(lock);
  }
}

}  // namespace nmf
