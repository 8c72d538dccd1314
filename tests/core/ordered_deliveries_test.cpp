#include "nmf/core/ordered_deliveries.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "nmf/core/block_stream.h"

namespace nmf {
namespace {

using Use = std::function<std::function<void()>(int slot)>;

/// \param produce  whether there is another block, which it puts into the slot
void stream_in_order(int threads, const std::function<bool(int)>& produce, const Use& use) {
  OrderedDeliveries deliveries(threads);
  stream_blocks(threads, {[&](int slot) {
                            if (!produce(slot)) return false;
                            deliveries.begin(slot);
                            return true;
                          },
                          [&](int, int slot) { deliveries.run(slot, [&] { return use(slot); }); }});
  deliveries.finish();
}

class OrderedDeliveriesOf : public testing::TestWithParam<int> {
 protected:
  [[nodiscard]] static int threads() { return GetParam(); }
};

TEST_P(OrderedDeliveriesOf, DeliversEveryBlockInOrderOnTheCallingThread) {
  const auto caller = std::this_thread::get_id();
  std::vector<int> slots(static_cast<std::size_t>(block_slots(threads())));
  std::vector<int> delivered;
  std::atomic<int> under_way{0};
  int next = 0, most = 0;
  stream_in_order(
      threads(),
      [&](int slot) {
        if (next == 500) return false;
        slots[static_cast<std::size_t>(slot)] = next++;
        most = std::max(most, ++under_way);
        return true;
      },
      [&](int slot) {
        const int block = slots[static_cast<std::size_t>(slot)];
        // Some take long, so that later ones have to wait for them.
        if (block % 100 == 3) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return [&, block] {
          EXPECT_EQ(std::this_thread::get_id(), caller);
          delivered.push_back(block);
          --under_way;
        };
      });
  ASSERT_EQ(delivered.size(), 500U);
  for (int i = 0; i < 500; ++i) EXPECT_EQ(delivered[static_cast<std::size_t>(i)], i);
  EXPECT_LE(most, 4 * block_slots(threads()) + 1);
}

std::string failure(int threads, int consumed, int delivered) {
  std::vector<int> slots(static_cast<std::size_t>(block_slots(threads)));
  int next = 0;
  try {
    stream_in_order(
        threads,
        [&](int slot) {
          if (next == 300) return false;
          slots[static_cast<std::size_t>(slot)] = next++;
          return true;
        },
        [&](int slot) -> std::function<void()> {
          const int block = slots[static_cast<std::size_t>(slot)];
          if (block == consumed) throw std::runtime_error("consume");
          return [=] {
            if (block == delivered) throw std::runtime_error("deliver");
          };
        });
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "none";
}

TEST_P(OrderedDeliveriesOf, RethrowsWhatFailed) {
  EXPECT_EQ(failure(threads(), -1, -1), "none");
  for (const int block : {0, 7, 299}) {
    EXPECT_EQ(failure(threads(), block, -1), "consume") << block;
    EXPECT_EQ(failure(threads(), -1, block), "deliver") << block;
  }
}

TEST(OrderedDeliveries, NoBlocksAreNoWork) {
  stream_in_order(
      2, [](int) { return false; }, [](int) { return [] {}; });
}

INSTANTIATE_TEST_SUITE_P(Threads, OrderedDeliveriesOf, testing::Values(1, 2, 4));

}  // namespace
}  // namespace nmf
