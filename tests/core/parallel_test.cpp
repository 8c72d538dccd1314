#include "nmf/core/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace nmf {
namespace {

TEST(Threads, CountsTheCaller) {
  EXPECT_EQ(Threads(1).count(), 1);
  EXPECT_EQ(Threads(3).count(), 3);
  EXPECT_EQ(Threads(0).count(), static_cast<int>(std::thread::hardware_concurrency()));
}

TEST(Threads, EveryBlockIsDoneOnce) {
  for (const int count : {1, 2, 5}) {
    const Threads threads(count);
    for (const std::int64_t blocks : {0, 1, 2, 7, 1000}) {
      std::vector<int> done(static_cast<std::size_t>(blocks), 0);
      threads.for_each_block(blocks,
                             [&](std::int64_t block) { ++done[static_cast<std::size_t>(block)]; });
      EXPECT_EQ(done, std::vector<int>(static_cast<std::size_t>(blocks), 1));
    }
  }
}

TEST(Threads, RangesCoverEverythingOnce) {
  const Threads threads(2);
  for (const std::int64_t size : {0, 1, 9, 10, 11, 100}) {
    std::vector<int> done(static_cast<std::size_t>(size), 0);
    threads.for_each_range(size, 10, [&](std::int64_t begin, std::int64_t end) {
      EXPECT_EQ(begin % 10, 0);
      EXPECT_EQ(end, std::min(begin + 10, size));
      for (auto i = begin; i < end; ++i) ++done[static_cast<std::size_t>(i)];
    });
    EXPECT_EQ(done, std::vector<int>(static_cast<std::size_t>(size), 1));
  }
}

TEST(Threads, ManyShortLoopsFollowEachOther) {
  const Threads threads(3);
  std::atomic<std::int64_t> sum{0};
  for (int round = 0; round < 5000; ++round)
    threads.for_each_block(4, [&](std::int64_t block) { sum += block; });
  EXPECT_EQ(sum, 5000 * 6);
}

TEST(Threads, AnExceptionReachesTheCallerAndTheTeamGoesOn) {
  for (const int count : {1, 3}) {
    const Threads threads(count);
    const auto fail = [](std::int64_t block) {
      if (block == 2) throw std::runtime_error("block 2");
    };
    EXPECT_THROW(threads.for_each_block(100, fail), std::runtime_error);
    std::atomic<int> done{0};
    threads.for_each_block(10, [&](std::int64_t) { ++done; });
    EXPECT_EQ(done, 10);
  }
}

}  // namespace
}  // namespace nmf
