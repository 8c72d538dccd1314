#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/options.h"
#include "nmf/corpus/triplets.h"

namespace nmf::detail {

/// What is common to text files whose lines are `row column value`, both indices from 1.
struct CoordinateRules {
  std::string_view row;     ///< what a row is called in errors
  std::string_view column;  ///< what a column is called
  bool has_value = true;    ///< false: every value is 1 and not written
  bool whole = false;       ///< values have no fraction, whatever `values` says
  double least = 0;         ///< of a value
  MatrixValues values = MatrixValues::automatic;
};

/// Reads the lines that are left, `announced` of them, into `entries`, whose shape is set. Blank
/// lines are no entries. Nothing is reserved by the announcement.
///
/// \param announced_at  where the number of lines stood, `PATH:LINE`
/// Throws IoError (`PATH:LINE: ...`): a malformed line, an index outside of the shape, a value that
/// fault_of refuses, more or fewer lines than announced.
void read_coordinates(LineReader& lines, const CoordinateRules& rules, std::int64_t announced,
                      const std::string& announced_at, Triplets& entries);

}  // namespace nmf::detail
