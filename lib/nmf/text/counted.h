#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/text/column_choice.h"
#include "nmf/text/options.h"
#include "nmf/text/vectorizer.h"

namespace nmf::detail {

/// Where corpora of text and corpora of counts meet: occurrences, and what is known of the columns.
struct Counted {
  std::int64_t rows = 0;                               ///< D
  ColumnTotals totals;                                 ///< of all columns
  std::vector<std::int32_t> candidates;                ///< the columns that are no stop words
  std::int64_t stop_tokens = 0;                        ///< occurrences of stop words
  std::function<std::string_view(std::int32_t)> term;  ///< of a column
  bool order_by_term = true;                           ///< false: columns keep their order
  bool prune = true;                                   ///< false: all candidates stay
  /// The counts of some columns, in that order, rising within each row. Called once.
  std::function<CsrMatrix<double>(const std::vector<std::int32_t>& columns)> select;
};

/// All of a Tfidf that follows from counts: names, stop words, hash and the report on the documents
/// are left to the caller.
///
/// Throws: IoError if no term is left, ConfigError where options contradict the corpus.
Tfidf weigh_counted(const Counted& counted, const VectorizerOptions& options,
                    const Threads& threads);

}  // namespace nmf::detail
