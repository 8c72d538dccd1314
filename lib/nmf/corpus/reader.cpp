#include "nmf/corpus/reader.h"

#include <fmt/format.h>

#include "nmf/core/error.h"
#include "nmf/corpus/csv_reader.h"
#include "nmf/corpus/jsonl_reader.h"
#include "nmf/corpus/ldac_reader.h"
#include "nmf/corpus/lines_reader.h"
#include "nmf/corpus/newsgroups_reader.h"

namespace nmf {

bool holds_matrix(CorpusFormat format) {
  return format == CorpusFormat::ldac || format == CorpusFormat::uci ||
         format == CorpusFormat::mtx || format == CorpusFormat::npz;
}

std::unique_ptr<DocumentReader> open_documents(const CorpusOptions& options,
                                               const ProgressCallback& progress) {
  switch (resolve_format(options)) {
    case CorpusFormat::newsgroups:
      return detail::open_newsgroups(options, progress);
    case CorpusFormat::csv:
      return detail::open_csv(options, ',', progress);
    case CorpusFormat::tsv:
      return detail::open_csv(options, '\t', progress);
    case CorpusFormat::jsonl:
      return detail::open_jsonl(options, progress);
    case CorpusFormat::lines:
      return detail::open_lines(options, progress);
    default:
      throw ConfigError(fmt::format("{}: corpus.format: holds a matrix, expected a format of text",
                                    options.path));
  }
}

MatrixCorpus read_matrix(const CorpusOptions& options, const ProgressCallback& progress) {
  switch (resolve_format(options)) {
    case CorpusFormat::ldac:
      return detail::read_ldac(options, progress);
    default:
      throw ConfigError(
          fmt::format("{}: corpus.format: holds text, expected a matrix: ldac, uci, "
                      "mtx or npz",
                      options.path));
  }
}

}  // namespace nmf
