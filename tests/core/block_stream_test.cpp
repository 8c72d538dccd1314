#include "nmf/core/block_stream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace nmf {
namespace {

class BlockStreams : public testing::TestWithParam<int> {
 protected:
  [[nodiscard]] static int threads() { return GetParam(); }
};

TEST_P(BlockStreams, ConsumesEveryBlockOnce) {
  std::vector<int> slots(static_cast<std::size_t>(block_slots(threads())));
  std::vector<std::atomic<int>> seen(1000);
  std::vector<std::atomic<int>> by_worker(static_cast<std::size_t>(threads()));
  int next = 0;
  stream_blocks(threads(),
                {[&](int slot) {
                   if (next == 1000) return false;
                   slots[static_cast<std::size_t>(slot)] = next++;
                   return true;
                 },
                 [&](int worker, int slot) {
                   ++seen[static_cast<std::size_t>(slots[static_cast<std::size_t>(slot)])];
                   ++by_worker[static_cast<std::size_t>(worker)];
                 }});
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], 1) << i;
  EXPECT_EQ(std::accumulate(by_worker.begin(), by_worker.end(), 0), 1000);
}

TEST_P(BlockStreams, ProducesOnTheCallingThread) {
  const auto caller = std::this_thread::get_id();
  int next = 0;
  stream_blocks(threads(), {[&](int) {
                              EXPECT_EQ(std::this_thread::get_id(), caller);
                              return ++next < 50;
                            },
                            [](int, int) {}});
  EXPECT_EQ(next, 50);
}

/// The message of the exception when the blocks of `consumed` fail in consume, the block `produced`
/// in produce (-1: none).
std::string failure(int threads, const std::set<int>& consumed, int produced) {
  std::vector<int> slots(static_cast<std::size_t>(block_slots(threads)));
  int next = 0;
  try {
    stream_blocks(threads, {[&](int slot) {
                              if (next == produced) throw std::runtime_error("produce");
                              if (next == 200) return false;
                              slots[static_cast<std::size_t>(slot)] = next++;
                              return true;
                            },
                            [&](int, int slot) {
                              const int block = slots[static_cast<std::size_t>(slot)];
                              if (consumed.contains(block))
                                throw std::runtime_error(std::to_string(block));
                            }});
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST_P(BlockStreams, RethrowTheEarliestFailure) {
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(failure(threads(), {}, -1), "");
    EXPECT_EQ(failure(threads(), {17, 18, 19, 30}, -1), "17");
    EXPECT_EQ(failure(threads(), {199}, -1), "199");
    EXPECT_EQ(failure(threads(), {}, 40), "produce");
    EXPECT_EQ(failure(threads(), {39}, 40), "39");
    EXPECT_EQ(failure(threads(), {}, 0), "produce");
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, BlockStreams, testing::Values(1, 2, 3, 8));

}  // namespace
}  // namespace nmf
