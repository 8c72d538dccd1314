#include "nmf/core/array_pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <optional>

namespace nmf {
namespace {

std::vector<std::int64_t> rising(std::size_t size, std::int64_t first) {
  std::vector<std::int64_t> values(size);
  std::iota(values.begin(), values.end(), first);
  return values;
}

std::vector<std::int64_t> values(const PooledArray<std::int64_t>& array) {
  return {array.begin(), array.end()};
}

TEST(ArrayPool, ArraysKeepWhatWasCopied) {
  std::optional<ArrayPool> pool(std::in_place);
  std::vector<PooledArray<std::int64_t>> arrays;
  const std::vector<std::size_t> sizes = {0, 1, 7, 100'000, 3'000'000, 0, 5, 900'000, 900'000};
  for (std::size_t i = 0; i < sizes.size(); ++i)
    arrays.push_back(pool->copy(rising(sizes[i], static_cast<std::int64_t>(i))));
  pool.reset();  // they outlive it
  for (std::size_t i = 0; i < sizes.size(); ++i)
    EXPECT_EQ(values(arrays[i]), rising(sizes[i], static_cast<std::int64_t>(i)));
}

TEST(ArrayPool, AnArrayCanBeWrittenBesideOthers) {
  ArrayPool pool;
  PooledArray<std::int64_t> one = pool.copy(rising(10, 0)), two = pool.copy(rising(10, 10));
  for (std::int64_t& value : one) value = -1;
  EXPECT_EQ(values(two), rising(10, 10));
  two = std::move(one);
  EXPECT_EQ(values(two), std::vector<std::int64_t>(10, -1));
  EXPECT_TRUE(values(one).empty());  // NOLINT(bugprone-use-after-move): it is empty, not undefined
}

}  // namespace
}  // namespace nmf
