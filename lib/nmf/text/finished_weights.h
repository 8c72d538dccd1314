#pragma once

#include "nmf/corpus/reader.h"
#include "nmf/text/vectorizer.h"

namespace nmf::detail {

/// Throws IoError unless a matrix keeps what MatrixCorpus promises; a reader has seen to that, a
/// caller's own matrix nobody has.
void check_matrix(const MatrixCorpus& corpus);

/// A Tfidf of finished weights: X as it is, idf all 1, each stored value one occurrence.
/// \param corpus  checked, with `weights`
/// Throws IoError if no value is stored.
Tfidf take_weights(MatrixCorpus corpus);

}  // namespace nmf::detail
