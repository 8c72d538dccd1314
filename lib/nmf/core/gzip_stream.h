#pragma once

#include <zlib.h>

#include <array>
#include <string>

#include "nmf/core/byte_stream.h"

namespace nmf::detail {

/// The bytes inside gzip data: one or more gzip members, then nothing but zeros.
///
/// zlib and not libarchive, whose version 3.6 lets a wrong checksum pass.
class GzipStream : public ByteStream {
 public:
  /// \param where  what errors begin with, a path
  /// \param in     the compressed bytes; outlives the stream
  GzipStream(std::string where, ByteStream& in);
  ~GzipStream() override;
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  std::size_t read(std::span<char> buffer) override;

 private:
  bool refill();
  void start_member();

  std::string where_;
  ByteStream* in_;
  z_stream z_{};
  std::array<char, 65536> buffer_{};
  bool in_member_ = false;
  bool any_member_ = false;
};

}  // namespace nmf::detail
