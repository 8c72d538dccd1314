#pragma once

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// Word counts as the UCI repository's "bag of words" has them: lines D, W and NNZ, then NNZ lines
/// `document word count`, both from 1, in any order; in one file or several (see MatrixFiles).
/// Documents are named by their number from 0. The terms are those of options.vocabulary, else of
/// the file `vocab.NAME.txt`, plain or compressed, beside `docword.NAME.txt`, in a folder or
/// archive of the only file `vocab.*`.
///
/// Throws ConfigError (no vocabulary given or found, or several), IoError (`PATH:LINE: ...`; also a
/// vocabulary of another length than W).
MatrixCorpus read_uci(const CorpusOptions& options, const ProgressCallback& progress);

}  // namespace nmf::detail
