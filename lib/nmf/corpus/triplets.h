#pragma once

#include <cstdint>
#include <vector>

#include "nmf/core/csr_matrix.h"

namespace nmf::detail {

/// The entries of a sparse matrix in any order; a place may come more than once.
struct Triplets {
  std::int64_t rows = 0;             ///< 0 .. kMaxRows, checked by check_shape
  std::int64_t columns = 0;          ///< 0 .. kMaxRows
  std::vector<std::int32_t> row;     ///< [entries] in [0, rows)
  std::vector<std::int32_t> column;  ///< [entries] in [0, columns)
  std::vector<double> value;         ///< [entries]

  void add(std::int64_t r, std::int64_t c, double v) {
    row.push_back(static_cast<std::int32_t>(r));
    column.push_back(static_cast<std::int32_t>(c));
    value.push_back(v);
  }
};

/// The matrix: entries of one place are added up in their order, zeros store nothing.
/// By counting sort, O(entries + rows) and a sort within each row that is not in order.
CsrMatrix<double> to_csr(Triplets entries);

}  // namespace nmf::detail
