#pragma once

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// Matrix Market, in one file or several (see MatrixFiles), whose rows are documents: coordinate,
/// general; real, integer or pattern (every value 1). Documents are named by their number from 0;
/// entries of one place are added up, zeros store nothing. options.values says what the values are.
///
/// Throws ConfigError (no vocabulary given), IoError (`PATH:LINE: ...`; also other kinds of matrix,
/// by name, and a vocabulary of another length than the columns).
/// Source: NIST, Matrix Market exchange formats.
MatrixCorpus read_mtx(const CorpusOptions& options, const ProgressCallback& progress);

}  // namespace nmf::detail
