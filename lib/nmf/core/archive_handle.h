#pragma once

#include <archive.h>

#include <array>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>

#include "nmf/core/byte_stream.h"
#include "nmf/core/input_file.h"

namespace nmf::detail {

/// A libarchive reader that takes its bytes from a ByteStream, and whose failures become IoError.
class ArchiveHandle {
 public:
  /// \param where   what errors begin with, a path
  /// \param stream  outlives the handle
  ArchiveHandle(std::string where, ByteStream& stream);

  /// Lets libarchive jump about in `file`, which must be the stream itself (zip needs it).
  void allow_seeking(InputFile& file);

  /// Starts reading; the formats and filters must be chosen before. Throws as `fail(what)` if none
  /// of them fits.
  void open(const std::string& what);

  /// Reads what libarchive left of the stream, so that checksums at its very end are verified.
  void drain();

  /// Whether the stream's length is a multiple of 512 and its last 512 bytes are zeros, as a
  /// complete tar has it.
  [[nodiscard]] bool ends_in_zero_block() const { return ends_in_zero_block_; }

  /// Throws what the stream threw, else IoError with libarchive's own words.
  [[noreturn]] void fail(const std::string& what) const;

  /// Bytes that were read of the stream.
  [[nodiscard]] std::int64_t bytes_given() const { return bytes_given_; }
  [[nodiscard]] const std::string& where() const { return where_; }

  [[nodiscard]] archive* get() const { return archive_.get(); }

 private:
  struct Close {
    void operator()(archive* a) const { archive_read_free(a); }
  };
  std::size_t fill();
  static la_ssize_t on_read(archive* a, void* self, const void** buffer);
  static la_int64_t on_seek(archive* a, void* self, la_int64_t offset, int whence);

  std::string where_;
  ByteStream* stream_;
  InputFile* seekable_ = nullptr;
  std::unique_ptr<archive, Close> archive_;
  std::array<char, 65536> buffer_{};
  std::exception_ptr thrown_;  // an exception must not cross libarchive's C frames
  bool ends_in_zero_block_ = false;
  std::int64_t bytes_given_ = 0;
};

}  // namespace nmf::detail
