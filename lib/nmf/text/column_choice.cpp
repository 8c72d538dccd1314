#include "nmf/text/column_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
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

/// The first eight bytes as a number, the first one highest.
std::uint64_t head_of(std::string_view text) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(text.size(), 8); ++i)
    head |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (56 - 8 * i);
  return head;
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
    throw EmptyCorpus(fmt::format(
        "the vocabulary is empty (documents read: {}): vectorizer.min_df ({}) asks for "
        "terms in at least {:.6g} document{}, vectorizer.max_df ({}) for at most {:.6g}; lower "
        "min_df or raise max_df",
        rows, to_string(options.min_df), least, least == 1 ? "" : "s", to_string(options.max_df),
        most));
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
  // points. Two of them say which bucket a term belongs to; the buckets are sorted one by one.
  struct Key {
    std::uint64_t head = 0;
    std::int32_t column = 0;
  };
  constexpr std::size_t kBuckets = std::size_t{1} << 16U;
  constexpr std::int64_t kColumnsPerBlock = 4096, kBucketsPerBlock = 256;
  const auto bucket_of = [](std::uint64_t head) { return static_cast<std::size_t>(head >> 48U); };

  std::vector<std::uint64_t> heads(columns.size());
  threads.for_each_range(std::ssize(columns), kColumnsPerBlock, [&](auto first, auto last) {
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i)
      heads[i] = head_of(term(columns[i]));
  });
  std::vector<std::size_t> begin(kBuckets + 1);
  for (const std::uint64_t head : heads) ++begin[bucket_of(head) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<Key> keys(columns.size());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t i = 0; i < heads.size(); ++i)
    keys[next[bucket_of(heads[i])]++] = {heads[i], columns[i]};
  threads.for_each_range(kBuckets, kBucketsPerBlock, [&](auto first, auto last) {
    const auto at = [&](std::size_t i) { return keys.begin() + static_cast<std::ptrdiff_t>(i); };
    for (auto b = static_cast<std::size_t>(first); b < static_cast<std::size_t>(last); ++b) {
      std::sort(at(begin[b]), at(begin[b + 1]), [&](const Key& x, const Key& y) {
        return x.head != y.head ? x.head < y.head : term(x.column) < term(y.column);
      });
    }
  });
  std::transform(keys.begin(), keys.end(), columns.begin(),
                 [](const Key& key) { return key.column; });
}

std::vector<std::int32_t> new_columns(const std::vector<std::int32_t>& columns, std::size_t count) {
  std::vector<std::int32_t> new_column(count, -1);
  for (std::size_t i = 0; i < columns.size(); ++i)
    new_column[static_cast<std::size_t>(columns[i])] = static_cast<std::int32_t>(i);
  return new_column;
}

CsrMatrix<double> select_columns(CsrMatrix<double> counts,
                                 const std::vector<std::int32_t>& columns) {
  const auto new_column = new_columns(columns, static_cast<std::size_t>(counts.columns));
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
