#include "nmf/text/counted_blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

#include "nmf/core/large_vector.h"
#include "nmf/text/column_choice.h"

namespace nmf::detail {
namespace {

/// A stored value on its way into its row.
struct Entry {
  std::uint32_t column;
  std::uint32_t row;  // in the block
  std::int32_t count;
};

/// A block's entries by rising column: a radix sort, its first pass straight from the rows.
class ColumnSort {
 public:
  explicit ColumnSort(std::size_t columns) {
    const auto bits = static_cast<unsigned>(std::bit_width(columns));
    while (passes_ * kMostBits < bits) ++passes_;
    bits_ = (bits + passes_ - 1) / passes_;
  }

  /// \param block  its terms are the columns, negative where one does not stay
  std::vector<Entry> operator()(const CountedBlock& block) {
    count(block);
    std::vector<Entry> entries(begin_[0].back()), sorted;
    const TermCount* count = block.counts.begin();
    for (std::uint32_t row = 0; row < block.row_size.size(); ++row) {
      for (const TermCount* end = count + block.row_size[row]; count != end; ++count) {
        if (count->term < 0) continue;
        const auto column = static_cast<std::uint32_t>(count->term);
        entries[begin_[0][digit(column, 0)]++] = {column, row, count->count};
      }
    }
    for (unsigned pass = 1; pass < passes_; ++pass) {
      sorted.resize(entries.size());
      for (const Entry& entry : entries) sorted[begin_[pass][digit(entry.column, pass)]++] = entry;
      entries.swap(sorted);
    }
    return entries;
  }

 private:
  static constexpr unsigned kMostBits = 11, kMostPasses = 3;  // 2^33 columns

  [[nodiscard]] std::size_t digit(std::uint32_t column, unsigned pass) const {
    return column >> (pass * bits_) & ((1U << bits_) - 1);
  }

  /// Where the entries of each digit begin, in each pass; and at the end, how many there are.
  void count(const CountedBlock& block) {
    for (unsigned pass = 0; pass < passes_; ++pass) begin_[pass].assign((1U << bits_) + 1, 0);
    for (const TermCount& count : block.counts) {
      if (count.term < 0) continue;
      for (unsigned pass = 0; pass < passes_; ++pass)
        ++begin_[pass][digit(static_cast<std::uint32_t>(count.term), pass) + 1];
    }
    for (unsigned pass = 0; pass < passes_; ++pass)
      std::partial_sum(begin_[pass].begin(), begin_[pass].end(), begin_[pass].begin());
  }

  unsigned passes_ = 1, bits_ = 0;
  std::array<std::vector<std::uint32_t>, kMostPasses> begin_;
};

}  // namespace

CsrMatrix<double> to_matrix(std::vector<CountedBlock> blocks, std::int32_t terms,
                            const std::vector<std::int32_t>& columns, const Threads& threads) {
  const auto new_column = new_columns(columns, static_cast<std::size_t>(terms));

  CsrMatrix<double> matrix;
  matrix.columns = std::ssize(columns);
  std::vector<std::int64_t> first_row;  // of each block
  for (const CountedBlock& block : blocks) {
    first_row.push_back(matrix.rows);
    matrix.rows += std::ssize(block.row_size);
  }
  // First the columns, and how much each row keeps; then everything to its place.
  matrix.row_start.assign(static_cast<std::size_t>(matrix.rows) + 1, 0);
  threads.for_each_block(std::ssize(blocks), [&](std::int64_t b) {
    CountedBlock& block = blocks[static_cast<std::size_t>(b)];
    auto* size =
        &matrix.row_start[static_cast<std::size_t>(first_row[static_cast<std::size_t>(b)])];
    TermCount* count = block.counts.begin();
    for (const std::uint32_t row_size : block.row_size) {
      ++size;
      for (const TermCount* end = count + row_size; count != end; ++count) {
        count->term = new_column[static_cast<std::size_t>(count->term)];
        *size += count->term >= 0 ? 1 : 0;
      }
    }
  });
  std::partial_sum(matrix.row_start.begin(), matrix.row_start.end(), matrix.row_start.begin());
  matrix.column = large_vector<std::int32_t>(static_cast<std::size_t>(matrix.row_start.back()));
  matrix.value = large_vector<double>(matrix.column.size());

  threads.for_each_block(std::ssize(blocks), [&](std::int64_t b) {
    CountedBlock block = std::exchange(blocks[static_cast<std::size_t>(b)], {});
    const std::vector<Entry> entries = ColumnSort(columns.size())(block);
    const auto first = matrix.row_start.begin() + first_row[static_cast<std::size_t>(b)];
    std::vector<std::int64_t> next(first, first + std::ssize(block.row_size));
    for (const Entry& entry : entries) {
      const auto at = static_cast<std::size_t>(next[entry.row]++);
      matrix.column[at] = static_cast<std::int32_t>(entry.column);
      matrix.value[at] = entry.count;
    }
  });
  return matrix;
}

}  // namespace nmf::detail
