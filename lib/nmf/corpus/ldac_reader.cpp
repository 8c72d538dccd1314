#include "nmf/corpus/ldac_reader.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "nmf/core/byte_progress.h"
#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/corpus/corpus_hash.h"
#include "nmf/corpus/ldac_line.h"
#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/vocabulary_file.h"

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

std::string canonical(const std::vector<TermCount>& row) {
  std::string text;
  for (const auto& [term, count] : row) {
    fmt::format_to(std::back_inserter(text), "{}:{} ", term, count);
  }
  return text;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

MatrixCorpus read_ldac(const CorpusOptions& options, const ProgressCallback& progress) {
  if (options.vocabulary.empty()) {
    throw ConfigError(
        "corpus.vocabulary: not given, but corpus.format: ldac needs it: the path of "
        "the terms, one a line");
  }
  MatrixCorpus corpus;
  corpus.vocabulary = read_vocabulary(options.vocabulary);
  corpus.X.columns = static_cast<std::int64_t>(corpus.vocabulary.size());

  DecompressedFile file(options.path, progress);
  ByteProgress report(progress, file.size());
  LineReader lines(file.where(), file);
  CorpusHash hash;
  std::vector<TermCount> row;
  std::string blank;  // where a blank line was: no harm at the end, else a document got lost
  for (std::string_view line; lines.next(line); report.at(file.position())) {
    if (!blank.empty()) {
      throw IoError(blank + ": an empty line; a document without terms is the line 0");
    }
    if (is_blank(line)) {
      blank = lines.here();
      continue;
    }
    parse_ldac_line(line, lines.here(), corpus.X.columns, row);
    const std::string id = std::to_string(corpus.X.rows);
    hash.add(id, canonical(row));
    corpus.documents.push_back({id, ""});
    append_row(row, corpus.X);
  }
  if (corpus.documents.empty()) throw IoError(options.path + ": has no document");
  corpus.sha256 = hash.hex();
  return corpus;
}

}  // namespace nmf::detail
