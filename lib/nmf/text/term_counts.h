#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/core/array_pool.h"
#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/core/progress.h"
#include "nmf/corpus/reader.h"
#include "nmf/text/column_choice.h"
#include "nmf/text/input_report.h"
#include "nmf/text/options.h"
#include "nmf/text/term_counter.h"
#include "nmf/text/term_table.h"

namespace nmf::detail {

/// The rows that one block of documents gave.
struct CountedBlock {
  PooledArray<TermCount> counts;        ///< row after row, the terms of a row in any order
  std::vector<std::uint32_t> row_size;  ///< terms in each row
};

/// What one pass over a corpus of text counts, before anything is pruned.
struct TermCounts {
  TermTable terms;                      ///< as TermCounter numbers them
  std::int32_t reserved = 0;            ///< how many of `terms` are none
  std::vector<CountedBlock> blocks;     ///< in the order of the documents
  ColumnTotals totals;                  ///< of every one of `terms`
  std::vector<DocumentName> documents;  ///< [D]
  std::string corpus_sha256;
  DocumentReport report;
};

/// Reads `reader` to its end on the calling thread while as many threads as `threads` has count
/// what was read; a fixed number of blocks is on its way. Which thread counted what shows in the
/// numbers of `terms` alone.
TermCounts count_terms(DocumentReader& reader, const KnownWords& words,
                       const VectorizerOptions& options, const ProgressCallback& progress,
                       const Threads& threads);

}  // namespace nmf::detail
