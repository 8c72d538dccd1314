#include "nmf/core/large_vector.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <new>

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

TEST(LargeVector, MappedMemoryIsAlignedAndAllZeros) {
  constexpr std::size_t kHugePage = std::size_t{2} << 20U;
  for (const std::size_t bytes : {std::size_t{1}, kHugePage, 3 * kHugePage + 5}) {
    for (int round = 0; round < 3; ++round) {
      auto* memory = static_cast<unsigned char*>(map_huge(bytes));
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory) % kHugePage, 0);
      EXPECT_EQ(std::count(memory, memory + bytes, 0), static_cast<std::ptrdiff_t>(bytes));
      std::fill_n(memory, bytes, static_cast<unsigned char>(7));
      unmap_huge(memory, bytes);
    }
  }
  EXPECT_THROW(map_huge(SIZE_MAX), std::bad_alloc);
  EXPECT_THROW(map_huge(SIZE_MAX / 4), std::bad_alloc);
}

}  // namespace
}  // namespace nmf
