#include "nmf/corpus/matrix_files.h"

#include <fmt/format.h>

#include <utility>

#include "nmf/core/error.h"
#include "nmf/corpus/format_by_name.h"
#include "nmf/corpus/source_path.h"

namespace nmf::detail {

MatrixFiles::MatrixFiles(const std::string& path, CorpusFormat format,
                         const ProgressCallback& progress)
    : files_(path, progress), format_(format), path_(source_name(path)) {}

bool MatrixFiles::next() {
  while (files_.next()) {
    if (files_.is_one_file() || format_by_name(files_.name()) == format_) return any_ = true;
  }
  if (!any_) fail_without_files(path_, format_);
  return false;
}

void fail_without_files(const std::string& where, CorpusFormat format) {
  throw IoError(fmt::format("{}: holds no file whose name says {}, expected {}", where,
                            format_name(format), names_of(format)));
}

void check_rows(const std::string& where, std::int64_t rows) {
  if (rows == 0) throw IoError(where + ": has no document");
}

void append_rows(CsrMatrix<double>& above, CsrMatrix<double> below, const std::string& where) {
  check_rows(where, below.rows);
  if (above.rows == 0) {
    above = std::move(below);
    return;
  }
  const std::int64_t stored = above.stored();
  above.rows += below.rows;
  for (std::size_t r = 1; r < below.row_start.size(); ++r)
    above.row_start.push_back(stored + below.row_start[r]);
  above.column.insert(above.column.end(), below.column.begin(), below.column.end());
  above.value.insert(above.value.end(), below.value.begin(), below.value.end());
}

}  // namespace nmf::detail
