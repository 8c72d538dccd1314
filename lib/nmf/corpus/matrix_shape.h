#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "nmf/core/available_memory.h"

namespace nmf::detail {

/// Rows and columns that a matrix may have: their indices fit 32 bits.
constexpr std::int64_t kMaxRows = std::numeric_limits<std::int32_t>::max();

/// Bytes that a row takes without any value: its start and its document's name.
constexpr std::int64_t kBytesPerRow = 80;

/// Checks the shape that a file announces before anything of that size is made. A row without
/// values takes no byte of a sparse file, so a few bytes could ask for all the memory: beyond
/// kExpansionGrace rows may take at most kMaxExpansion times the file's size.
///
/// \param where        what errors begin with
/// \param rows_before  of the files of the same corpus that were read before
/// \param file_bytes   size of all these files as they lie there
/// \param available    bytes of memory that can still be taken
/// Throws IoError with the numbers: a negative or too large shape, too little memory, too small a
/// file.
void check_shape(const std::string& where, std::int64_t rows, std::int64_t columns,
                 std::int64_t rows_before, std::int64_t file_bytes,
                 double available = available_memory());

}  // namespace nmf::detail
