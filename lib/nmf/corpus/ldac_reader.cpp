#include "nmf/corpus/ldac_reader.h"

#include <utility>

#include "nmf/core/error.h"
#include "nmf/corpus/ldac_line.h"
#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/matrix_corpus.h"
#include "nmf/corpus/matrix_files.h"
#include "nmf/corpus/number_words.h"
#include "nmf/corpus/source_path.h"

namespace nmf::detail {
namespace {

void append_row(const std::vector<TermCount>& row, CsrMatrix<double>& counts) {
  for (const auto& [term, count] : row) {
    counts.column.push_back(term);
    counts.value.push_back(count);
  }
  counts.row_start.push_back(counts.stored());
  ++counts.rows;
}

void read_lines(MatrixFiles& files, std::int64_t max_line_bytes, CsrMatrix<double>& counts) {
  LineReader lines(files.where(), files.stream(), max_line_bytes);
  const std::int64_t rows_before = counts.rows;
  std::vector<TermCount> row;
  std::string blank;  // where a blank line was: no harm at the end, else a document got lost
  for (std::string_view line; lines.next(line);) {
    if (!blank.empty()) {
      throw IoError(blank + ": an empty line; a document without terms is the line 0");
    }
    if (is_blank(line)) {
      blank = lines.here();
      continue;
    }
    parse_ldac_line(line, lines.here(), counts.columns, row);
    append_row(row, counts);
  }
  check_rows(files.where(), counts.rows - rows_before);
}

}  // namespace

MatrixCorpus read_ldac(const CorpusOptions& options, const ProgressCallback& progress) {
  std::vector<std::string> vocabulary = required_vocabulary(options, "ldac");
  CsrMatrix<double> counts;
  counts.columns = static_cast<std::int64_t>(vocabulary.size());
  MatrixFiles files(options.path, CorpusFormat::ldac, progress);
  while (files.next()) read_lines(files, options.max_document_bytes, counts);
  return make_matrix_corpus(source_name(options.path), std::move(counts), std::move(vocabulary),
                            MatrixValues::counts);
}

}  // namespace nmf::detail
