#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "nmf/core/byte_stream.h"

namespace nmf {

/// Bytes put aside on disk, to be read again in any order: a file without a name in the system's
/// folder for temporary files (TMPDIR), gone with the object or the process.
class SpoolFile {
 public:
  struct Place {
    std::int64_t offset = 0;
    std::size_t size = 0;
  };

  /// Throws IoError if the file can't be made.
  SpoolFile();
  ~SpoolFile();
  SpoolFile(SpoolFile&& other) noexcept;
  SpoolFile& operator=(SpoolFile&&) = delete;

  /// Throws IoError, for a full disk too.
  Place write(std::string_view text);

  /// All that a stream has left. Throws IoError, and what the stream or `after_block` throws.
  /// \param after_block  called with the bytes so far
  Place copy(ByteStream& stream, const std::function<void(std::int64_t)>& after_block = {});

  /// Throws IoError.
  void read(const Place& place, std::string& text) const;

  /// A new descriptor of the file, which lives on in it. Throws IoError.
  [[nodiscard]] int duplicate_descriptor() const;

 private:
  [[noreturn]] void fail(int error) const;

  std::string where_;
  int descriptor_ = -1;
  std::int64_t end_ = 0;
};

}  // namespace nmf
