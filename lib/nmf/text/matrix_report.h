#pragma once

#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/text/input_report.h"

namespace nmf::detail {

/// What there is to say of the documents of a matrix: its rows, as they were read. Two rows with
/// the same values are duplicates.
///
/// \param stops  [columns] whether the term is a stop word; empty for finished weights, which have
///               no tokens
DocumentReport report_rows(const CsrMatrix<double>& X, const std::vector<bool>& stops);

}  // namespace nmf::detail
