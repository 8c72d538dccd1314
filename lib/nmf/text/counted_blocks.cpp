#include "nmf/text/counted_blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace nmf::detail {
namespace {

/// A stored value on its way into its row.
struct Entry {
  std::uint32_t column;
  std::uint32_t row;  // in the block
  std::int32_t count;
};

/// Sorts by column, stable: one pass for each eleven bits of the greatest column.
void sort_by_column(std::vector<Entry>& entries, std::size_t columns) {
  constexpr unsigned kBits = 11;
  constexpr std::uint32_t kMask = (1U << kBits) - 1;
  std::vector<Entry> sorted(entries.size());
  const auto bits = static_cast<unsigned>(std::bit_width(columns));
  for (unsigned shift = 0; shift < bits; shift += kBits) {
    std::array<std::uint32_t, kMask + 2> begin{};
    for (const Entry& entry : entries) ++begin[(entry.column >> shift & kMask) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    for (const Entry& entry : entries) sorted[begin[entry.column >> shift & kMask]++] = entry;
    entries.swap(sorted);
  }
}

/// A block's entries with the columns that stay, by row.
std::vector<Entry> selected(const CountedBlock& block,
                            const std::vector<std::int32_t>& new_column) {
  std::vector<Entry> entries;
  entries.reserve(block.counts.size());
  auto count = block.counts.begin();
  for (std::uint32_t row = 0; row < block.row_size.size(); ++row) {
    for (const auto end = count + block.row_size[row]; count != end; ++count) {
      const std::int32_t column = new_column[static_cast<std::size_t>(count->term)];
      if (column >= 0) entries.push_back({static_cast<std::uint32_t>(column), row, count->count});
    }
  }
  return entries;
}

}  // namespace

ColumnTotals column_totals(const std::vector<CountedBlock>& blocks, std::int32_t columns) {
  ColumnTotals totals{std::vector<std::int64_t>(static_cast<std::size_t>(columns)),
                      std::vector<std::int64_t>(static_cast<std::size_t>(columns))};
  for (const CountedBlock& block : blocks) {
    for (const TermCount& count : block.counts) {
      const auto term = static_cast<std::size_t>(count.term);
      totals.occurrences[term] += count.count;
      ++totals.documents[term];
    }
  }
  return totals;
}

CsrMatrix<double> to_matrix(std::vector<CountedBlock> blocks, std::int32_t terms,
                            const std::vector<std::int32_t>& columns, const Threads& threads) {
  std::vector<std::int32_t> new_column(static_cast<std::size_t>(terms), -1);
  for (std::size_t i = 0; i < columns.size(); ++i)
    new_column[static_cast<std::size_t>(columns[i])] = static_cast<std::int32_t>(i);

  CsrMatrix<double> matrix;
  matrix.columns = std::ssize(columns);
  std::vector<std::int64_t> first_row;  // of each block
  for (const CountedBlock& block : blocks) {
    first_row.push_back(matrix.rows);
    matrix.rows += std::ssize(block.row_size);
  }
  // First how much each row keeps, then everything to its place.
  matrix.row_start.assign(static_cast<std::size_t>(matrix.rows) + 1, 0);
  threads.for_each_block(std::ssize(blocks), [&](std::int64_t b) {
    const CountedBlock& block = blocks[static_cast<std::size_t>(b)];
    auto* size =
        &matrix.row_start[static_cast<std::size_t>(first_row[static_cast<std::size_t>(b)])];
    auto count = block.counts.begin();
    for (const std::uint32_t row_size : block.row_size) {
      const auto end = count + row_size;
      *++size = std::count_if(count, end, [&](const TermCount& c) {
        return new_column[static_cast<std::size_t>(c.term)] >= 0;
      });
      count = end;
    }
  });
  for (std::size_t r = 1; r < matrix.row_start.size(); ++r)
    matrix.row_start[r] += matrix.row_start[r - 1];
  matrix.column.resize(static_cast<std::size_t>(matrix.row_start.back()));
  matrix.value.resize(matrix.column.size());

  threads.for_each_block(std::ssize(blocks), [&](std::int64_t b) {
    CountedBlock block = std::exchange(blocks[static_cast<std::size_t>(b)], {});
    std::vector<Entry> entries = selected(block, new_column);
    const std::ptrdiff_t rows = std::ssize(block.row_size);
    block = {};
    sort_by_column(entries, columns.size());
    const auto first = matrix.row_start.begin() + first_row[static_cast<std::size_t>(b)];
    std::vector<std::int64_t> next(first, first + rows);
    for (const Entry& entry : entries) {
      const auto at = static_cast<std::size_t>(next[entry.row]++);
      matrix.column[at] = static_cast<std::int32_t>(entry.column);
      matrix.value[at] = entry.count;
    }
  });
  return matrix;
}

}  // namespace nmf::detail
