#pragma once

#include <cstdint>
#include <random>

#include "nmf/core/csr_matrix.h"

namespace nmf::test {

/// A sparse [rows, columns] matrix of positive values; about `density` of it is stored, and some
/// rows and columns are likely to be empty.
inline CsrMatrix<double> random_matrix(std::int64_t rows, std::int64_t columns, double density,
                                       std::uint32_t seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  CsrMatrix<double> X;
  X.rows = rows;
  X.columns = columns;
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = 0; c < columns; ++c) {
      if (uniform(generator) >= density) continue;
      X.column.push_back(static_cast<std::int32_t>(c));
      X.value.push_back(0.05 + uniform(generator));
    }
    X.row_start.push_back(X.stored());
  }
  return X;
}

}  // namespace nmf::test
