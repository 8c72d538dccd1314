#include "nmf/model/row_blocks.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <vector>

namespace {

struct Seen {
  std::vector<std::int64_t> first;
  std::vector<at::Tensor> blocks;
};

Seen seen(const at::Tensor& matrix) {
  Seen seen;
  nmf::for_each_row_block(matrix, [&](std::int64_t first, const at::Tensor& block) {
    EXPECT_TRUE(block.is_contiguous());
    EXPECT_FALSE(block.requires_grad());
    seen.first.push_back(first);
    seen.blocks.push_back(block);
  });
  return seen;
}

TEST(RowBlocks, TogetherAreTheMatrix) {
  // Three blocks of 1024 rows, of which the last is short; memory goes down the columns.
  const at::Tensor matrix =
      at::arange(2500 * 1024, at::kFloat).reshape({1024, 2500}).t().set_requires_grad(true);
  const Seen result = seen(matrix);
  EXPECT_EQ(result.first, (std::vector<std::int64_t>{0, 1024, 2048}));
  EXPECT_EQ(result.blocks.back().size(0), 452);
  EXPECT_TRUE(at::equal(at::cat(result.blocks), matrix.detach()));
}

TEST(RowBlocks, AContiguousMatrixIsNotCopied) {
  const at::Tensor matrix = at::zeros({4, 3});
  EXPECT_EQ(seen(matrix).blocks.at(0).const_data_ptr(), matrix.const_data_ptr());
}

TEST(RowBlocks, ARowIsNeverCut) {
  const Seen result = seen(at::zeros({2, 3 << 20}, at::kByte));
  EXPECT_EQ(result.first, (std::vector<std::int64_t>{0, 1}));
}

TEST(RowBlocks, EmptyMatrices) {
  EXPECT_TRUE(seen(at::zeros({0, 3})).first.empty());
  EXPECT_EQ(seen(at::zeros({2, 0})).first.size(), 1);
}

}  // namespace
