#include "nmf/corpus/matrix_shape.h"

#include <fmt/format.h>

#include "nmf/core/decompress.h"
#include "nmf/core/error.h"

namespace nmf::detail {

void check_shape(const std::string& where, std::int64_t rows, std::int64_t columns,
                 std::int64_t file_bytes, double available) {
  if (rows < 0 || columns < 0 || rows > kMaxRows || columns > kMaxRows) {
    throw IoError(fmt::format("{}: announces {} rows and {} columns, expected 1 .. {} of each",
                              where, rows, columns, kMaxRows));
  }
  if (rows == 0) throw IoError(where + ": has no document");
  const std::int64_t bytes = rows * kBytesPerRow;
  if (static_cast<double>(bytes) > available) {
    throw IoError(fmt::format(
        "{}: announces {} rows, which take {} bytes of memory before any value is read, but {:.0f} "
        "can be had; use a machine with more memory or split the corpus",
        where, rows, bytes, available));
  }
  if (bytes > kExpansionGrace && bytes / kMaxExpansion > file_bytes) {
    throw IoError(
        fmt::format("{}: announces {} rows, which take {} bytes of memory, over {} times as much "
                    "as the file's {} bytes; refused",
                    where, rows, bytes, kMaxExpansion, file_bytes));
  }
}

}  // namespace nmf::detail
