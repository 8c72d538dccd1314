#include "nmf/text/column_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

/// In documents, unrounded, as scikit-learn has it.
double in_documents(const DocumentFrequency& value, std::int64_t rows) {
  if (const auto* share = std::get_if<double>(&value)) return *share * static_cast<double>(rows);
  return static_cast<double>(std::get<std::int64_t>(value));
}

void keep_most_frequent(std::vector<std::int32_t>& columns,
                        const std::vector<std::int64_t>& frequency, std::size_t limit) {
  if (columns.size() <= limit) return;
  std::vector<std::size_t> ranking(columns.size());
  for (std::size_t i = 0; i < ranking.size(); ++i) ranking[i] = i;
  const auto of = [&](std::size_t i) { return frequency[static_cast<std::size_t>(columns[i])]; };
  std::nth_element(
      ranking.begin(), ranking.begin() + static_cast<std::ptrdiff_t>(limit), ranking.end(),
      [&](std::size_t a, std::size_t b) { return std::pair(of(b), a) < std::pair(of(a), b); });
  ranking.resize(limit);
  std::sort(ranking.begin(), ranking.end());
  std::vector<std::int32_t> kept;
  kept.reserve(limit);
  for (const std::size_t i : ranking) kept.push_back(columns[i]);
  columns = std::move(kept);
}

}  // namespace

ColumnTotals column_totals(const CsrMatrix<double>& counts) {
  const auto columns = static_cast<std::size_t>(counts.columns);
  ColumnTotals totals{std::vector<std::int64_t>(columns), std::vector<std::int64_t>(columns)};
  for (std::size_t i = 0; i < counts.column.size(); ++i) {
    const auto c = static_cast<std::size_t>(counts.column[i]);
    totals.occurrences[c] += static_cast<std::int64_t>(counts.value[i]);
    ++totals.documents[c];
  }
  return totals;
}

ColumnChoice choose_columns(const ColumnTotals& totals, std::vector<std::int32_t> candidates,
                            std::int64_t rows, const VectorizerOptions& options,
                            const std::function<void(std::vector<std::int32_t>&)>& sort) {
  const double least = in_documents(options.min_df, rows);
  const double most = in_documents(options.max_df, rows);
  if (most < least) {
    throw IoError(
        fmt::format("the vocabulary is empty (documents read: {}): vectorizer.min_df ({}) asks for "
                    "terms in at least {} documents, vectorizer.max_df ({}) for at most {}; lower "
                    "min_df or raise max_df",
                    rows, to_string(options.min_df), least, to_string(options.max_df), most));
  }
  ColumnChoice choice;
  std::erase_if(candidates, [&](std::int32_t column) {
    const auto documents = static_cast<double>(totals.documents[static_cast<std::size_t>(column)]);
    choice.below_min_df += documents < least ? 1 : 0;
    choice.above_max_df += documents > most ? 1 : 0;
    return documents < least || documents > most;
  });
  sort(candidates);
  if (options.max_features) {
    // scikit-learn makes the counts binary before it asks for the most frequent.
    const std::size_t before = candidates.size();
    keep_most_frequent(candidates, options.binary ? totals.documents : totals.occurrences,
                       static_cast<std::size_t>(*options.max_features));
    choice.beyond_max_features = static_cast<std::int64_t>(before - candidates.size());
  }
  choice.columns = std::move(candidates);
  return choice;
}

void sort_by_term(std::vector<std::int32_t>& columns,
                  const std::function<std::string_view(std::int32_t)>& term,
                  const Threads& threads) {
  // The first eight bytes as one number settle most comparisons; bytes of UTF-8 sort as code
  // points.
  struct Key {
    std::uint64_t head;
    std::string_view term;
    std::int32_t column;
  };
  // Two bytes of the head say which bucket a term belongs to; the buckets are sorted one by one.
  constexpr std::size_t kBuckets = std::size_t{1} << 16U;
  constexpr std::size_t kBucketsPerBlock = 256;
  const auto head_of = [](std::string_view text) {
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(text.size(), 8); ++i)
      head |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (56 - 8 * i);
    return head;
  };
  std::vector<Key> keys(columns.size());
  std::vector<std::size_t> begin(kBuckets + 1);
  for (const std::int32_t column : columns) ++begin[(head_of(term(column)) >> 48U) + 1];
  for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (const std::int32_t column : columns) {
    const std::string_view text = term(column);
    const std::uint64_t head = head_of(text);
    keys[next[head >> 48U]++] = {head, text, column};
  }
  threads.for_each_block(kBuckets / kBucketsPerBlock, [&](std::int64_t block) {
    const auto first = static_cast<std::size_t>(block) * kBucketsPerBlock;
    for (std::size_t bucket = first; bucket < first + kBucketsPerBlock; ++bucket) {
      const auto at = [&](std::size_t i) { return keys.begin() + static_cast<std::ptrdiff_t>(i); };
      std::sort(at(begin[bucket]), at(begin[bucket + 1]), [](const Key& a, const Key& b) {
        return a.head != b.head ? a.head < b.head : a.term < b.term;
      });
    }
  });
  std::transform(keys.begin(), keys.end(), columns.begin(),
                 [](const Key& key) { return key.column; });
}

CsrMatrix<double> select_columns(CsrMatrix<double> counts,
                                 const std::vector<std::int32_t>& columns) {
  std::vector<std::int32_t> new_column(static_cast<std::size_t>(counts.columns), -1);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    new_column[static_cast<std::size_t>(columns[i])] = static_cast<std::int32_t>(i);
  }
  std::vector<std::pair<std::int32_t, double>> row;
  std::size_t read = 0;
  std::size_t write = 0;  // never ahead of `read`
  for (std::size_t r = 0; r < static_cast<std::size_t>(counts.rows); ++r) {
    row.clear();
    for (; read < static_cast<std::size_t>(counts.row_start[r + 1]); ++read) {
      const std::int32_t column = new_column[static_cast<std::size_t>(counts.column[read])];
      if (column >= 0) row.emplace_back(column, counts.value[read]);
    }
    std::sort(row.begin(), row.end());
    for (const auto& [column, value] : row) {
      counts.column[write] = column;
      counts.value[write++] = value;
    }
    counts.row_start[r + 1] = static_cast<std::int64_t>(write);
  }
  counts.column.resize(write);
  counts.value.resize(write);
  counts.columns = static_cast<std::int64_t>(columns.size());
  return counts;
}

}  // namespace nmf::detail
