#pragma once

#include <memory>

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// Every line a document (see LineReader), an empty one an empty document; of a folder or archive
/// the lines of all files in turn (see SourceFiles). Documents are numbered from 0 throughout, and
/// come from `FILE:LINE`. Holds one line at a time; the lines are decoded in `finish`.
///
/// Throws IoError (see SourceFiles, LineReader; no line at all, from `next`).
std::unique_ptr<DocumentReader> open_lines(const CorpusOptions& options,
                                           const ProgressCallback& progress);

}  // namespace nmf::detail
