#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "nmf/core/byte_stream.h"

namespace nmf::test {

/// A text as a stream of bytes.
class MemoryStream : public ByteStream {
 public:
  explicit MemoryStream(std::string text) : text_(std::move(text)) {}

  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = std::min(buffer.size(), text_.size() - at_);
    std::copy_n(text_.data() + at_, count, buffer.begin());
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace nmf::test
