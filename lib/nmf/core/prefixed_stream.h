#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "nmf/core/byte_stream.h"

namespace nmf::detail {

/// A stream that bytes can be put back in front of, so that one may look at what can't be read
/// twice.
class PrefixedStream : public ByteStream {
 public:
  /// \param rest  outlives the stream
  explicit PrefixedStream(ByteStream* rest) : rest_(rest) {}

  /// `prefix` comes next; what was put back before must have been read.
  void put_back(std::string prefix) {
    prefix_ = std::move(prefix);
    at_ = 0;
  }

  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = std::min(buffer.size(), prefix_.size() - at_);
    std::copy_n(prefix_.data() + at_, count, buffer.begin());
    at_ += count;
    return count == buffer.size() ? count : count + rest_->read(buffer.subspan(count));
  }

 private:
  ByteStream* rest_;
  std::string prefix_;
  std::size_t at_ = 0;
};

}  // namespace nmf::detail
