#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/progress.h"
#include "nmf/corpus/reader.h"
#include "nmf/text/options.h"
#include "nmf/text/term_table.h"

namespace nmf::detail {

/// What one pass over a corpus of text counts, before anything is pruned.
struct TermCounts {
  TermTable terms;              ///< the stop words first, then the terms by first appearance
  std::int32_t stop_words = 0;  ///< how many of `terms` are stop words
  /// [D, terms.size()] occurrences, the columns of a row by first appearance; those of stop words
  /// are empty.
  CsrMatrix<double> counts;
  std::vector<DocumentName> documents;  ///< [D]
  std::int64_t stop_tokens = 0;         ///< tokens left out because they are stop words
  std::string corpus_sha256;
};

/// Reads `reader` to its end, one document in memory at a time.
/// `stop_words` are distinct; of `options` only `lowercase` counts.
TermCounts count_terms(DocumentReader& reader, const std::vector<std::string>& stop_words,
                       const VectorizerOptions& options, const ProgressCallback& progress);

}  // namespace nmf::detail
