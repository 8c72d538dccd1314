#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "nmf/config/value.h"

namespace nmf::config {

/// Number of characters in valid UTF-8.
std::size_t count_characters(std::string_view text);

/// The lines of a UTF-8 text: turns bytes, as parsers count, into characters, as editors show.
///
/// Keeps a view of the text. Asking for places in rising order costs time linear in the text,
/// however long its lines are.
class Places {
 public:
  explicit Places(std::string_view text);

  /// Place of the byte at `offset`; a place behind the end is the end.
  [[nodiscard]] Position at(std::size_t offset);
  /// The same by line and byte within the line, both from 0; out of range: the nearest place.
  [[nodiscard]] Position at(int line, int byte);

  /// A line from 0, without its end; empty out of range.
  [[nodiscard]] std::string_view line(int number) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;  // of each line
  std::size_t known_offset_ = 0;     // the place asked for last,
  Position known_;                   // from which the next one on the same line is counted
};

}  // namespace nmf::config
