#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

#include "nmf/core/error.h"

namespace nmf::fuzz {

/// Ends the run, which libFuzzer then reports, unless `holds`.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// Runs `body`, which may throw what the library throws on purpose; anything else is a finding.
template <typename Body>
void may_refuse(const Body& body) {
  try {
    body();
  } catch (const Error&) {
  } catch (const Interrupted&) {
  }
}

/// What libFuzzer gives: the bytes at the front choose options, the rest is the file or text.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size)
      : rest_(reinterpret_cast<const char*>(data), size) {}

  /// Takes a byte; a number below `count`. The byte '0' chooses 0, '1' chooses 1 and so on.
  unsigned choose(unsigned count) {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return (byte + 256U - '0') % 256U % count;
  }

  bool flip() { return choose(2) == 1; }

  /// Takes what stands before `end`, and `end` too; all of the rest where there is none.
  std::string_view until(char end) {
    const std::string_view taken = rest_.substr(0, rest_.find(end));
    rest_.remove_prefix(taken.size() < rest_.size() ? taken.size() + 1 : taken.size());
    return taken;
  }

  /// The same as an input of its own.
  Input part(char end) {
    Input taken(*this);
    taken.rest_ = until(end);
    return taken;
  }

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// A file that lies in memory and has a path all the same.
class MemoryFile {
 public:
  MemoryFile()
      : file_(::memfd_create("nmf-fuzz", 0)), path_("/proc/self/fd/" + std::to_string(file_)) {
    require(file_ >= 0, "memfd_create");
  }
  ~MemoryFile() { ::close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  /// Replaces what it holds; returns its path.
  const std::string& hold(std::string_view bytes) {
    require(::ftruncate(file_, 0) == 0, "ftruncate");
    require(::pwrite(file_, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()),
            "pwrite");
    return path_;
  }

 private:
  int file_;
  std::string path_;
};

}  // namespace nmf::fuzz
