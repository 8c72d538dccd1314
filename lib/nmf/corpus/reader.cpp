#include "nmf/corpus/reader.h"

#include <fmt/format.h>

#include "nmf/core/error.h"
#include "nmf/corpus/csv_reader.h"
#include "nmf/corpus/folders_reader.h"
#include "nmf/corpus/jsonl_reader.h"
#include "nmf/corpus/ldac_reader.h"
#include "nmf/corpus/lines_reader.h"
#include "nmf/corpus/mtx_reader.h"
#include "nmf/corpus/newsgroups_reader.h"
#include "nmf/corpus/npz_reader.h"
#include "nmf/corpus/source_path.h"
#include "nmf/corpus/uci_reader.h"

namespace nmf {

bool holds_matrix(CorpusFormat format) {
  return format == CorpusFormat::ldac || format == CorpusFormat::uci ||
         format == CorpusFormat::mtx || format == CorpusFormat::npz;
}

std::unique_ptr<DocumentReader> open_documents(const CorpusOptions& options,
                                               const ProgressCallback& progress) {
  const CorpusFormat format = resolve_format(options);
  switch (format) {
    case CorpusFormat::newsgroups:
      return detail::open_newsgroups(options, progress);
    case CorpusFormat::folders:
      return detail::open_folders(options, progress);
    case CorpusFormat::csv:
      return detail::open_csv(options, ',', progress);
    case CorpusFormat::tsv:
      return detail::open_csv(options, '\t', progress);
    case CorpusFormat::jsonl:
      return detail::open_jsonl(options, progress);
    case CorpusFormat::lines:
      return detail::open_lines(options, progress);
    default:
      throw ConfigError(fmt::format(
          "{}: corpus.format: {} holds a matrix, expected a format of text: newsgroups, "
          "folders, lines, csv, tsv or jsonl",
          detail::source_name(options.path), format_name(format)));
  }
}

MatrixCorpus read_matrix(const CorpusOptions& options, const ProgressCallback& progress) {
  const CorpusFormat format = resolve_format(options);
  switch (format) {
    case CorpusFormat::ldac:
      return detail::read_ldac(options, progress);
    case CorpusFormat::uci:
      return detail::read_uci(options, progress);
    case CorpusFormat::mtx:
      return detail::read_mtx(options, progress);
    case CorpusFormat::npz:
      return detail::read_npz(options, progress);
    default:
      throw ConfigError(
          fmt::format("{}: corpus.format: {} holds text, expected a matrix: ldac, uci, mtx or npz",
                      detail::source_name(options.path), format_name(format)));
  }
}

}  // namespace nmf
