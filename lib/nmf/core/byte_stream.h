#pragma once

#include <cstddef>
#include <span>

namespace nmf {

/// A source of bytes, read once from front to back.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Fills `buffer` as far as the source reaches; fewer bytes than asked for mean the end.
  /// Throws IoError where the source can't be read or is damaged.
  virtual std::size_t read(std::span<char> buffer) = 0;
};

}  // namespace nmf
