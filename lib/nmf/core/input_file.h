#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "nmf/core/byte_stream.h"
#include "nmf/core/spool_file.h"

namespace nmf {

/// A regular file, open for reading.
class InputFile : public ByteStream {
 public:
  /// Throws IoError (`PATH: no such file or folder`; a folder or device; no permission).
  explicit InputFile(std::string path);
  /// What was put aside, under the name of where it came from. Throws IoError.
  InputFile(std::string path, const SpoolFile& spool);

  std::size_t read(std::span<char> buffer) override;
  void seek(std::int64_t position);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::int64_t size() const { return size_; }          ///< bytes, when it was opened
  [[nodiscard]] std::int64_t position() const { return position_; }  ///< bytes from the start

 private:
  void find_size();

  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::int64_t size_ = 0;
  std::int64_t position_ = 0;
};

}  // namespace nmf
