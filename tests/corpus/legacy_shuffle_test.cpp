#include "nmf/corpus/legacy_shuffle.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/golden.h"

namespace nmf::detail {
namespace {

std::vector<int> shuffled(std::size_t size, std::uint32_t seed) {
  std::vector<int> items(size);
  std::iota(items.begin(), items.end(), 0);
  legacy_shuffle(items, seed);
  return items;
}

TEST(LegacyShuffle, GivesNumpysOrder) {
  // numpy.random.RandomState(42).shuffle(numpy.arange(10))
  EXPECT_EQ(shuffled(10, 42), (std::vector<int>{8, 1, 5, 0, 7, 2, 9, 4, 3, 6}));
  const auto golden = test::read_golden("corpus.json");
  ASSERT_EQ(golden["shuffle"].size(), 16U);
  for (const auto& wanted : golden["shuffle"]) {
    const auto order = wanted["order"].get<std::vector<int>>();
    EXPECT_EQ(shuffled(order.size(), wanted["seed"]), order);
  }
}

TEST(LegacyRandom, DrawsUpToTheLargestAndNoFurther) {
  LegacyRandom random(7);
  EXPECT_EQ(random.interval(0), 0U);
  std::vector<int> seen(6);
  for (int i = 0; i < 1000; ++i) ++seen.at(random.interval(5));
  for (const int count : seen) EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace nmf::detail
