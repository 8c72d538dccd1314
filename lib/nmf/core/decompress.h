#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "nmf/core/byte_stream.h"
#include "nmf/core/input_file.h"

namespace nmf {

/// Beyond kExpansionGrace a compressed file may hold at most kMaxExpansion times its own size; what
/// holds more is a bomb. Text shrinks by 3 to 20; gzip itself can't pass 1032. The grace lets a
/// small honest file of zeros or repeats through.
constexpr std::int64_t kMaxExpansion = 1000;
constexpr std::int64_t kExpansionGrace = std::int64_t{256} << 20U;

/// Throws IoError that names both numbers if `inside` bytes out of `file_size` are past the limit.
void check_expansion(const std::string& path, std::int64_t inside, std::int64_t file_size);

/// The bytes inside a file: those of a plain one, else those that gzip, xz, zstd or bzip2 packed,
/// which the first bytes tell, not the name.
class DecompressedFile : public ByteStream {
 public:
  /// Throws IoError as InputFile.
  explicit DecompressedFile(std::string path);
  ~DecompressedFile() override;

  /// Throws IoError (unreadable, truncated, corrupt, past the limit of check_expansion).
  std::size_t read(std::span<char> buffer) override;

  [[nodiscard]] bool compressed() const { return inner_ != nullptr; }
  [[nodiscard]] InputFile& file() { return file_; }  ///< the file as it lies on disk

 private:
  InputFile file_;
  std::unique_ptr<ByteStream> inner_;  // null: plain
  std::int64_t produced_ = 0;
};

}  // namespace nmf
