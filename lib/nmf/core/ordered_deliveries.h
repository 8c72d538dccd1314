#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace nmf {

/// Puts what comes of the blocks of a stream (stream_blocks) back into their order.
///
/// No more than a fixed number of blocks for each thread is under way at a time, those included
/// that are ready and wait for an earlier one.
class OrderedDeliveries {
 public:
  /// \param threads  of the stream
  explicit OrderedDeliveries(int threads);

  /// A block now lies in the slot; on the thread that produces. Before that it delivers the blocks
  /// that are ready and whose turn it is, and waits where too many are under way.
  /// Throws what a delivery throws.
  void begin(int slot);

  /// Uses the block in the slot, on any thread. `use` returns how to deliver it, which is called on
  /// the thread that produces, block after block. What `use` throws goes through.
  void run(int slot, const std::function<std::function<void()>()>& use);

  /// Delivers the rest, once the stream is at its end.
  void finish();

 private:
  struct Block {
    bool ready = false;
    std::function<void()> delivery;
  };

  void deliver();

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Block> under_way_;  // those not yet delivered, in their order
  std::vector<Block*> of_slot_;
  bool failed_ = false;  // a block was: the stream is about to end
};

}  // namespace nmf
