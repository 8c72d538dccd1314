#include "nmf/corpus/matrix_shape.h"

#include <fmt/format.h>

#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/core/plural.h"

namespace nmf::detail {
namespace {

std::string after(std::int64_t rows_before) {
  return rows_before == 0 ? "" : fmt::format(" (after the {} of the files before)", rows_before);
}

}  // namespace

void check_shape(const std::string& where, std::int64_t rows, std::int64_t columns,
                 std::int64_t rows_before, std::int64_t file_bytes, double available) {
  if (rows < 0 || columns < 0 || rows > kMaxRows - rows_before || columns > kMaxRows) {
    throw IoError(fmt::format("{}: announces {}{} and {}, expected 1 .. {} of each", where,
                              plural(rows, "row"), after(rows_before), plural(columns, "column"),
                              kMaxRows));
  }
  const std::int64_t bytes = (rows_before + rows) * kBytesPerRow;
  if (static_cast<double>(rows * kBytesPerRow) > available) {
    throw IoError(fmt::format(
        "{}: announces {}, which take {} bytes of memory before any value is read, but {:.0f} "
        "can be had; use a machine with more memory or split the corpus",
        where, plural(rows, "row"), rows * kBytesPerRow, available));
  }
  if (bytes > kExpansionGrace && bytes / kMaxExpansion > file_bytes) {
    throw IoError(fmt::format(
        "{}: announces {}{}, which take {} bytes of memory, over {} times as much "
        "as the {} bytes on disk; refused",
        where, plural(rows, "row"), after(rows_before), bytes, kMaxExpansion, file_bytes));
  }
}

}  // namespace nmf::detail
