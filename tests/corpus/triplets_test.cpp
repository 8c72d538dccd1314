#include "nmf/corpus/triplets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Triplets shaped(std::int64_t rows, std::int64_t columns) {
  return {.rows = rows, .columns = columns, .row = {}, .column = {}, .value = {}};
}

TEST(Triplets, BecomeRowsOfRisingColumns) {
  Triplets entries = shaped(3, 4);
  entries.add(2, 1, 7);
  entries.add(0, 3, 1);
  entries.add(2, 0, 5);
  entries.add(0, 0, 2);
  const CsrMatrix<double> a = to_csr(std::move(entries));
  EXPECT_EQ(a.rows, 3);
  EXPECT_EQ(a.columns, 4);
  EXPECT_THAT(a.row_start, ElementsAre(0, 2, 2, 4));
  EXPECT_THAT(a.column, ElementsAre(0, 3, 0, 1));
  EXPECT_THAT(a.value, ElementsAre(2, 1, 5, 7));
}

TEST(Triplets, AddUpWhatComesTwiceAndDropZeros) {
  Triplets entries = shaped(2, 3);
  entries.add(0, 0, 0);
  entries.add(0, 2, 1);
  entries.add(0, 2, 2);
  entries.add(1, 1, 4);
  entries.add(1, 2, 0);
  const CsrMatrix<double> a = to_csr(std::move(entries));
  EXPECT_THAT(a.row_start, ElementsAre(0, 1, 2));
  EXPECT_THAT(a.column, ElementsAre(2, 1));
  EXPECT_THAT(a.value, ElementsAre(3, 4));
}

TEST(Triplets, NoneIsAMatrixOfNothing) {
  const CsrMatrix<double> a = to_csr(shaped(2, 0));
  EXPECT_THAT(a.row_start, ElementsAre(0, 0, 0));
  EXPECT_THAT(a.value, IsEmpty());
}

TEST(Triplets, EqualAMapAtRandom) {
  std::mt19937 random(3);
  for (int draw = 0; draw < 200; ++draw) {
    const std::int64_t rows = 1 + random() % 6;
    const std::int64_t columns = 1 + random() % 6;
    std::map<std::pair<std::int64_t, std::int64_t>, double> expected;
    Triplets entries = shaped(rows, columns);
    for (auto n = random() % 30; n > 0; --n) {
      const std::int64_t r = random() % rows;
      const std::int64_t c = random() % columns;
      const auto v = static_cast<double>(random() % 3);
      entries.add(r, c, v);
      expected[{r, c}] += v;
    }
    std::erase_if(expected, [](const auto& entry) { return entry.second == 0; });
    const CsrMatrix<double> a = to_csr(std::move(entries));
    std::size_t at = 0;
    for (const auto& [place, value] : expected) {
      ASSERT_LT(at, a.value.size());
      EXPECT_LE(a.row_start[static_cast<std::size_t>(place.first)], static_cast<std::int64_t>(at));
      EXPECT_GT(a.row_start[static_cast<std::size_t>(place.first) + 1],
                static_cast<std::int64_t>(at));
      EXPECT_EQ(a.column[at], place.second);
      EXPECT_EQ(a.value[at++], value);
    }
    EXPECT_EQ(at, a.value.size());
    EXPECT_EQ(a.row_start.back(), a.stored());
  }
}

}  // namespace
}  // namespace nmf::detail
