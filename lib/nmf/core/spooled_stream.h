#pragma once

#include <algorithm>
#include <string>

#include "nmf/core/byte_stream.h"
#include "nmf/core/spool_file.h"

namespace nmf {

/// Bytes that were put aside, as a stream.
class SpooledStream : public ByteStream {
 public:
  /// \param spool  outlives the stream
  explicit SpooledStream(const SpoolFile& spool) : spool_(&spool) {}
  /// `place` comes next.
  void start(const SpoolFile::Place& place) { left_ = place; }

  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = std::min(buffer.size(), left_.size);
    spool_->read({left_.offset, count}, piece_);
    std::copy(piece_.begin(), piece_.end(), buffer.begin());
    left_.offset += static_cast<std::int64_t>(count);
    left_.size -= count;
    return count;
  }

 private:
  const SpoolFile* spool_;
  SpoolFile::Place left_;
  std::string piece_;
};

}  // namespace nmf
