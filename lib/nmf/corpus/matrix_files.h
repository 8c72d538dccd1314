#pragma once

#include <cstdint>
#include <string>

#include "nmf/core/csr_matrix.h"
#include "nmf/corpus/options.h"
#include "nmf/corpus/source_files.h"

namespace nmf::detail {

/// The files whose rows, one below the other, are a matrix corpus: the one that the path names, or
/// of a folder or archive those whose name tells the format (see format_by_name); others, such as
/// the list of terms, may lie beside them.
class MatrixFiles {
 public:
  /// Throws IoError as SourceFiles.
  MatrixFiles(const std::string& path, CorpusFormat format, const ProgressCallback& progress);

  /// Moves to the next; false at the end. Throws IoError, also where there is none at all.
  bool next();

  [[nodiscard]] ByteStream& stream() { return files_.stream(); }
  [[nodiscard]] const std::string& name() const { return files_.name(); }
  [[nodiscard]] const std::string& where() const { return files_.where(); }
  [[nodiscard]] std::int64_t opened_bytes() const { return files_.opened_bytes(); }

 private:
  SourceFiles files_;
  CorpusFormat format_;
  std::string path_;
  bool any_ = false;
};

/// Throws IoError that names the names which are expected.
[[noreturn]] void fail_without_files(const std::string& where, CorpusFormat format);

/// Throws IoError if a file of a corpus gave no row.
void check_rows(const std::string& where, std::int64_t rows);

/// Puts the rows of `below`, which came from `where`, under those of `above`. Both have as many
/// columns, unless `above` is still empty. Throws as check_rows.
void append_rows(CsrMatrix<double>& above, CsrMatrix<double> below, const std::string& where);

}  // namespace nmf::detail
