#include "nmf/text/counted_blocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace nmf::detail {
namespace {

/// Random rows in blocks of a few, and the same rows as a matrix.
struct Sample {
  std::vector<std::vector<TermCount>> entries;       // of each block
  std::vector<std::vector<std::uint32_t>> row_size;  // of each block
  CsrMatrix<double> counts;

  [[nodiscard]] std::vector<CountedBlock> blocks() const {
    ArrayPool pool;
    std::vector<CountedBlock> all;
    for (std::size_t b = 0; b < entries.size(); ++b)
      all.push_back({pool.copy(entries[b]), row_size[b]});
    return all;
  }
};

Sample draw(std::mt19937& random, std::int32_t terms) {
  Sample sample;
  sample.counts.columns = terms;
  std::vector<std::int32_t> order(static_cast<std::size_t>(terms));
  std::iota(order.begin(), order.end(), 0);
  for (auto blocks = random() % 6; blocks > 0; --blocks) {
    std::vector<std::uint32_t>& row_size = sample.row_size.emplace_back();
    std::vector<TermCount>& counts = sample.entries.emplace_back();
    for (auto rows = random() % 5; rows > 0; --rows) {
      std::shuffle(order.begin(), order.end(), random);
      const auto size =
          static_cast<std::uint32_t>(random() % static_cast<std::size_t>(std::min(terms, 40) + 1));
      row_size.push_back(size);
      for (std::uint32_t i = 0; i < size; ++i) {
        const auto count = static_cast<std::int32_t>(1 + random() % 9);
        counts.push_back({order[i], count});
        sample.counts.column.push_back(order[i]);
        sample.counts.value.push_back(count);
      }
      sample.counts.row_start.push_back(sample.counts.stored());
      ++sample.counts.rows;
    }
  }
  return sample;
}

TEST(CountedBlocks, EqualTheSlowTwin) {
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    const auto terms = static_cast<std::int32_t>(i % 3 == 0 ? 5 : i % 3 == 1 ? 300 : 5000);
    const Sample sample = draw(random, terms);
    std::vector<std::int32_t> columns;
    for (std::int32_t c = 0; c < terms; ++c)
      if (random() % 4 != 0) columns.push_back(c);
    std::shuffle(columns.begin(), columns.end(), random);

    const CsrMatrix<double> wanted = select_columns(sample.counts, columns);
    for (const int threads : {1, 3}) {
      const CsrMatrix<double> got = to_matrix(sample.blocks(), terms, columns, Threads(threads));
      ASSERT_EQ(got.rows, wanted.rows);
      ASSERT_EQ(got.columns, wanted.columns);
      ASSERT_EQ(got.row_start, wanted.row_start);
      ASSERT_EQ(got.column, wanted.column);
      ASSERT_EQ(got.value, wanted.value);
    }
  }
}

}  // namespace
}  // namespace nmf::detail
