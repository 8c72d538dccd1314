#include "nmf/text/matrix_report.h"

#include <algorithm>
#include <span>
#include <utility>

namespace nmf::detail {
namespace {

/// A row that is not empty, as something to compare.
struct Row {
  std::span<const std::int32_t> columns;
  std::span<const double> values;

  bool operator==(const Row& other) const {
    return std::ranges::equal(columns, other.columns) && std::ranges::equal(values, other.values);
  }
  bool operator<(const Row& other) const {
    if (!std::ranges::equal(columns, other.columns))
      return std::ranges::lexicographical_compare(columns, other.columns);
    return std::ranges::lexicographical_compare(values, other.values);
  }
};

std::int64_t count_duplicates(std::vector<Row> rows) {
  std::sort(rows.begin(), rows.end());
  return rows.end() - std::unique(rows.begin(), rows.end());
}

}  // namespace

DocumentReport report_rows(const CsrMatrix<double>& X, const std::vector<bool>& stops) {
  DocumentReport report;
  report.documents = X.rows;
  report.has_text = false;
  std::vector<Row> rows;
  for (std::size_t r = 0; r < static_cast<std::size_t>(X.rows); ++r) {
    const auto first = static_cast<std::size_t>(X.row_start[r]);
    const auto size = static_cast<std::size_t>(X.row_start[r + 1]) - first;
    if (size == 0) {
      ++report.empty;
      continue;
    }
    rows.push_back(
        {std::span(X.column).subspan(first, size), std::span(X.value).subspan(first, size)});
    if (stops.empty()) continue;
    std::int64_t tokens = 0, stop_tokens = 0;
    for (std::size_t i = first; i < first + size; ++i) {
      const auto count = static_cast<std::int64_t>(X.value[i]);
      tokens += count;
      stop_tokens += stops[static_cast<std::size_t>(X.column[i])] ? count : 0;
    }
    report.tokens += tokens;
    report.stop_tokens += stop_tokens;
    report.only_stop_words += tokens == stop_tokens ? 1 : 0;
  }
  report.duplicates = count_duplicates(std::move(rows));
  return report;
}

}  // namespace nmf::detail
