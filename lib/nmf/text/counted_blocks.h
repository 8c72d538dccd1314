#pragma once

#include <cstdint>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/text/term_counts.h"

namespace nmf::detail {

/// The rows of all blocks, with the terms that `columns` names, in that order, rising within each
/// row. The blocks are emptied on the way, so that both never lie in memory whole.
/// \param terms  how many terms the blocks number
/// Its slow twin is select_columns.
CsrMatrix<double> to_matrix(std::vector<CountedBlock> blocks, std::int32_t terms,
                            const std::vector<std::int32_t>& columns, const Threads& threads);

}  // namespace nmf::detail
