#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace nmf {

/// Texts put aside on disk, to be read again in any order: a file without a name in the system's
/// folder for temporary files (TMPDIR), gone with the object or the process.
class SpoolFile {
 public:
  struct Place {
    std::int64_t offset = 0;
    std::size_t size = 0;
  };

  /// Throws IoError if the file can't be made.
  SpoolFile();

  /// Throws IoError, for a full disk too.
  Place write(std::string_view text);

  /// Throws IoError.
  void read(const Place& place, std::string& text);

 private:
  [[noreturn]] void fail() const;

  std::string where_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::int64_t end_ = 0;
};

}  // namespace nmf
