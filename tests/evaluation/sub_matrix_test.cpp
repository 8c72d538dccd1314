#include "nmf/evaluation/sub_matrix.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/factorization/solver_test.h"
#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

TEST(SubMatrix, PartsDifferByOneAtMost) {
  const Parts parts = random_parts(23, 5, 4);
  ASSERT_EQ(parts.size(), 23U);
  for (std::int32_t part = 0; part < 5; ++part) {
    const auto size = std::count(parts.begin(), parts.end(), part);
    EXPECT_TRUE(size == 4 || size == 5) << size;
  }
  EXPECT_FALSE(std::is_sorted(parts.begin(), parts.end()));
  EXPECT_EQ(parts, random_parts(23, 5, 4));
  EXPECT_NE(parts, random_parts(23, 5, 5));
}

TEST(SubMatrix, IsTheBlockOfTheDenseMatrix) {
  const CsrMatrix<double> X = test::random_matrix(31, 17, 0.3, 5);
  const at::Tensor dense = test::dense(X);
  const Parts rows = random_parts(31, 3, 1), columns = random_parts(17, 4, 2);
  for (const bool rows_inside : {true, false}) {
    for (const bool columns_inside : {true, false}) {
      std::vector<std::int64_t> row_index, column_index;
      for (std::int64_t r = 0; r < 31; ++r)
        if ((rows[static_cast<std::size_t>(r)] == 2) == rows_inside) row_index.push_back(r);
      for (std::int64_t c = 0; c < 17; ++c)
        if ((columns[static_cast<std::size_t>(c)] == 0) == columns_inside)
          column_index.push_back(c);
      const CsrMatrix<double> block =
          sub_matrix(X, {rows, 2, rows_inside}, {columns, 0, columns_inside});
      const at::Tensor expected =
          dense.index_select(0, at::tensor(row_index)).index_select(1, at::tensor(column_index));
      EXPECT_TRUE(test::dense(block).equal(expected));
      EXPECT_EQ(block.row_start.size(), static_cast<std::size_t>(block.rows) + 1);
    }
  }
}

TEST(SubMatrix, MayBeEmpty) {
  const CsrMatrix<double> X = test::random_matrix(4, 4, 0.5, 1);
  const Parts parts(4, 0);
  const CsrMatrix<double> block = sub_matrix(X, {parts, 0, true}, {parts, 1, true});
  EXPECT_EQ(block.rows, 4);
  EXPECT_EQ(block.columns, 0);
  EXPECT_EQ(block.stored(), 0);
}

}  // namespace
}  // namespace nmf
