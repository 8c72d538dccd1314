#include "nmf/core/large_vector.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace nmf {
namespace {

TEST(LargeVector, IsAllZerosOfEverySize) {
  for (const std::size_t size : {0, 1, 1000, 300'000, 3'000'000}) {
    std::vector<std::int64_t> all = large_vector<std::int64_t>(size);
    EXPECT_EQ(all, std::vector<std::int64_t>(size));
    for (std::size_t i = 0; i < size; ++i) all[i] = static_cast<std::int64_t>(i);
    all.push_back(-1);
    EXPECT_EQ(all.size(), size + 1);
  }
}

TEST(LargeVector, AHintChangesNothing) {
  std::vector<char> around(std::size_t{10} << 20U, 'x');
  prefer_huge_pages(around.data(), around.size());
  prefer_huge_pages(around.data() + 1, 100);
  prefer_huge_pages(nullptr, 0);
  EXPECT_EQ(around, std::vector<char>(around.size(), 'x'));
}

}  // namespace
}  // namespace nmf
