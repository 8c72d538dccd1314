#pragma once

#include <memory>

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// 20 Newsgroups "by date" from its archive or unpacked folder: the documents, texts and order of
/// scikit-learn's fetch_20newsgroups. One pass; only the texts wanted are kept in memory.
///
/// Throws IoError (see visit_newsgroups, decode; unknown category, half missing),
/// ConfigError (empty list of categories).
std::unique_ptr<DocumentReader> open_newsgroups(const CorpusOptions& options,
                                                const ProgressCallback& progress);

}  // namespace nmf::detail
