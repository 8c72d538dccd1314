#include "nmf/corpus/reader.h"

#include "nmf/core/error.h"

namespace nmf {

CorpusFormat resolve_format(const CorpusOptions& options) { return options.format; }

bool holds_counts(CorpusFormat format) { return format == CorpusFormat::ldac; }

std::unique_ptr<DocumentReader> open_documents(const CorpusOptions& options,
                                               const ProgressCallback& /*progress*/) {
  throw IoError(options.path + ": no such file or folder");
}

CountCorpus read_counts(const CorpusOptions& options, const ProgressCallback& /*progress*/) {
  throw IoError(options.path + ": no such file or folder");
}

}  // namespace nmf
