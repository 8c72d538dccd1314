#include "nmf/corpus/triplets.h"

#include <algorithm>
#include <utility>

namespace nmf::detail {
namespace {

/// Entries by row, within a row in the order they came.
CsrMatrix<double> grouped_by_row(Triplets entries) {
  CsrMatrix<double> grouped;
  grouped.rows = entries.rows;
  grouped.columns = entries.columns;
  grouped.row_start.assign(static_cast<std::size_t>(entries.rows) + 1, 0);
  for (const std::int32_t r : entries.row) ++grouped.row_start[static_cast<std::size_t>(r) + 1];
  for (std::size_t r = 1; r < grouped.row_start.size(); ++r)
    grouped.row_start[r] += grouped.row_start[r - 1];
  if (std::is_sorted(entries.row.begin(), entries.row.end())) {
    grouped.column = std::move(entries.column);
    grouped.value = std::move(entries.value);
    return grouped;
  }
  grouped.column.resize(entries.column.size());
  grouped.value.resize(entries.value.size());
  std::vector<std::int64_t> next(grouped.row_start.begin(), grouped.row_start.end() - 1);
  for (std::size_t i = 0; i < entries.row.size(); ++i) {
    const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(entries.row[i])]++);
    grouped.column[at] = entries.column[i];
    grouped.value[at] = entries.value[i];
  }
  return grouped;
}

/// Whether the columns of [begin, end) rise strictly and no value is 0.
bool is_canonical(const CsrMatrix<double>& a, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (a.value[i] == 0 || (i > begin && a.column[i] <= a.column[i - 1])) return false;
  }
  return true;
}

using Row = std::vector<std::pair<std::int32_t, double>>;

/// Sorts by column, adds up what has the same and drops what is 0.
void make_canonical(Row& row) {
  std::stable_sort(row.begin(), row.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < row.size();) {
    auto [column, sum] = row[i];
    for (++i; i < row.size() && row[i].first == column; ++i) sum += row[i].second;
    if (sum != 0) row[kept++] = {column, sum};
  }
  row.resize(kept);
}

}  // namespace

CsrMatrix<double> to_csr(Triplets entries) {
  CsrMatrix<double> a = grouped_by_row(std::move(entries));
  Row row;
  std::size_t begin = 0;
  std::size_t write = 0;  // never ahead of `begin`
  for (std::size_t r = 0; r < static_cast<std::size_t>(a.rows); ++r) {
    const auto end = static_cast<std::size_t>(a.row_start[r + 1]);
    const bool in_place = write == begin && is_canonical(a, begin, end);
    if (in_place) {
      write = end;
    } else {
      row.clear();
      for (std::size_t i = begin; i < end; ++i) row.emplace_back(a.column[i], a.value[i]);
      make_canonical(row);
      for (const auto& [column, value] : row) {
        a.column[write] = column;
        a.value[write++] = value;
      }
    }
    a.row_start[r + 1] = static_cast<std::int64_t>(write);
    begin = end;
  }
  a.column.resize(write);
  a.value.resize(write);
  return a;
}

}  // namespace nmf::detail
