#pragma once

#include <cstdint>
#include <vector>

namespace nmf {

/// Compressed sparse row matrix: row r holds the entries row_start[r] .. row_start[r+1]-1.
///
/// Invariants of every matrix the library returns: row_start has rows + 1 entries, begins at 0 and
/// never falls; the columns of a row rise strictly and lie in [0, columns).
template <typename T>
struct CsrMatrix {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::vector<std::int64_t> row_start{0};  ///< [rows + 1]
  std::vector<std::int32_t> column;        ///< [stored]
  std::vector<T> value;                    ///< [stored]

  [[nodiscard]] std::int64_t stored() const { return static_cast<std::int64_t>(value.size()); }
};

/// The transpose, with rising columns again. O(stored + rows + columns), stable.
template <typename T>
CsrMatrix<T> transposed(const CsrMatrix<T>& a) {
  CsrMatrix<T> t;
  t.rows = a.columns;
  t.columns = a.rows;
  t.row_start.assign(static_cast<std::size_t>(t.rows) + 1, 0);
  t.column.resize(a.column.size());
  t.value.resize(a.value.size());
  for (const std::int32_t c : a.column) ++t.row_start[static_cast<std::size_t>(c) + 1];
  for (std::size_t r = 1; r < t.row_start.size(); ++r) t.row_start[r] += t.row_start[r - 1];
  std::vector<std::int64_t> next(t.row_start.begin(), t.row_start.end() - 1);
  for (std::int64_t r = 0; r < a.rows; ++r) {
    for (auto i = static_cast<std::size_t>(a.row_start[static_cast<std::size_t>(r)]);
         i < static_cast<std::size_t>(a.row_start[static_cast<std::size_t>(r) + 1]); ++i) {
      const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(a.column[i])]++);
      t.column[at] = static_cast<std::int32_t>(r);
      t.value[at] = a.value[i];
    }
  }
  return t;
}

/// The same matrix with every value converted, e.g. float64 TF-IDF to float32 for a fit.
template <typename To, typename From>
CsrMatrix<To> converted(const CsrMatrix<From>& a) {
  return {a.rows, a.columns, a.row_start, a.column,
          std::vector<To>(a.value.begin(), a.value.end())};
}

}  // namespace nmf
