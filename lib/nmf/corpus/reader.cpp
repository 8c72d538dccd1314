#include "nmf/corpus/reader.h"

#include <fmt/format.h>

#include "nmf/core/error.h"
#include "nmf/corpus/format_name.h"
#include "nmf/corpus/ldac_reader.h"
#include "nmf/corpus/mtx_reader.h"
#include "nmf/corpus/newsgroups_reader.h"
#include "nmf/corpus/npz_reader.h"
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
    default:
      throw ConfigError(
          fmt::format("{}: corpus.format: {} holds a matrix, expected a format of text",
                      options.path, detail::format_name(format)));
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
                      options.path, detail::format_name(format)));
  }
}

}  // namespace nmf
