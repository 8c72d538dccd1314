#pragma once

#include <cstdint>
#include <optional>
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
  /// \param max_document_bytes  a line beyond it is refused; none given: kMaxDocumentBytes, which
  ///                            no option raises
  LineReader(std::string where, ByteStream& stream,
             std::optional<std::int64_t> max_document_bytes = {});

  /// Points `line` at the next line, valid until the next call; false at the end.
  /// Throws IoError for a line that is too long.
  bool next(std::string_view& line);

  /// Number of the line last read, from 1; 0 before the first.
  [[nodiscard]] std::int64_t number() const { return number_; }

  /// `PATH:LINE`, for errors about the line last read.
  [[nodiscard]] std::string here() const;

 private:
  bool refill();
  void check_length(std::size_t length) const;

  std::string where_;
  ByteStream* stream_;
  std::size_t max_bytes_;
  bool can_be_raised_;
  std::string buffer_;  // grows with the longest line; its first size_ bytes are filled
  std::size_t size_ = 0;
  std::size_t begin_ = 0;    // of what is not handed out yet
  std::size_t scanned_ = 0;  // no newline lies in [begin_, scanned_)
  std::int64_t number_ = 0;
  bool at_end_ = false;
};

}  // namespace nmf
