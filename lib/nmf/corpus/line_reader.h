#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "nmf/core/byte_stream.h"

namespace nmf {

/// The lines of a stream, without their `\n` or `\r\n`; a final line end begins no line, and a
/// UTF-8 byte-order mark at the start is no text. Holds one line at a time.
class LineReader {
 public:
  /// \param where   what errors begin with, a path
  /// \param stream  outlives the reader
  LineReader(std::string where, ByteStream& stream);

  /// Points `line` at the next line, valid until the next call; false at the end.
  /// Throws IoError for a line beyond kMaxDocumentBytes.
  bool next(std::string_view& line);

  /// Number of the line last read, from 1; 0 before the first.
  [[nodiscard]] std::int64_t number() const { return number_; }

  /// `PATH:LINE`, for errors about the line last read.
  [[nodiscard]] std::string here() const;

 private:
  bool refill();

  std::string where_;
  ByteStream* stream_;
  std::string buffer_;
  std::size_t begin_ = 0;    // of what is not handed out yet
  std::size_t scanned_ = 0;  // no newline lies in [begin_, scanned_)
  std::int64_t number_ = 0;
  bool at_end_ = false;
};

}  // namespace nmf
