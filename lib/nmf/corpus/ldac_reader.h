#pragma once

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// Word counts in Blei's lda-c: one document a line (see parse_ldac_line), in one file or several
/// (see MatrixFiles). Documents are named by their number from 0.
///
/// Throws ConfigError (no vocabulary given), IoError (`PATH:LINE: ...`; also an empty line before
/// the end, and no document at all).
MatrixCorpus read_ldac(const CorpusOptions& options, const ProgressCallback& progress);

}  // namespace nmf::detail
