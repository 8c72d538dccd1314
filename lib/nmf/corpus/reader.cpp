#include "nmf/corpus/reader.h"

#include "nmf/core/error.h"
#include "nmf/corpus/ldac_reader.h"
#include "nmf/corpus/newsgroups_reader.h"

namespace nmf {

bool holds_counts(CorpusFormat format) { return format == CorpusFormat::ldac; }

std::unique_ptr<DocumentReader> open_documents(const CorpusOptions& options,
                                               const ProgressCallback& progress) {
  if (holds_counts(resolve_format(options))) {
    throw ConfigError(options.path +
                      ": corpus.format: got ldac, which holds word counts; expected "
                      "a format of text: newsgroups");
  }
  return detail::open_newsgroups(options, progress);
}

CountCorpus read_counts(const CorpusOptions& options, const ProgressCallback& progress) {
  if (!holds_counts(resolve_format(options))) {
    throw ConfigError(options.path +
                      ": corpus.format: got newsgroups, which holds text; expected "
                      "a format of word counts: ldac");
  }
  return detail::read_ldac(options, progress);
}

}  // namespace nmf
