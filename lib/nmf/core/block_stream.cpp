#include "nmf/core/block_stream.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <limits>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace nmf {
namespace {

class Stream {
 public:
  Stream(int threads, const BlockStream& work) : work_(work) {
    for (int slot = 0; slot < block_slots(threads); ++slot) free_.push_back(slot);
    try {
      for (int worker = 1; worker < threads; ++worker)
        workers_.emplace_back([this, worker] { consume_to_the_end(worker); });
    } catch (const std::system_error&) {
      // The system gives no more threads: fewer do the same work.
    }
  }

  void run() {
    while (produce_one()) {
    }
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    while (consume_one(0)) {
    }
    for (std::thread& worker : workers_) worker.join();
    if (error_) std::rethrow_exception(error_);
  }

 private:
  struct Block {
    std::int64_t number = 0;
    int slot = 0;
  };

  bool produce_one() {
    int slot = 0;
    for (;;) {
      {
        const std::lock_guard lock(mutex_);
        if (error_) return false;
        if (!free_.empty()) {
          slot = free_.back();
          free_.pop_back();
          break;
        }
      }
      // All slots are full or in work: to help is better than to wait.
      if (!consume_one(0)) wait_for_a_free_slot();
    }
    try {
      if (!work_.produce(slot)) return false;
    } catch (...) {
      fail(produced_);
      return false;
    }
    {
      const std::lock_guard lock(mutex_);
      full_.push_back({produced_++, slot});
    }
    changed_.notify_one();
    return true;
  }

  void wait_for_a_free_slot() {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [this] { return !free_.empty() || !full_.empty(); });
  }

  /// False where no block is waiting.
  bool consume_one(int worker) {
    Block block;
    {
      const std::lock_guard lock(mutex_);
      if (full_.empty()) return false;
      block = take();
    }
    consume(worker, block);
    return true;
  }

  void consume_to_the_end(int worker) {
    for (;;) {
      Block block;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ended_ || !full_.empty(); });
        if (full_.empty()) return;
        block = take();
      }
      consume(worker, block);
    }
  }

  Block take() {
    const Block block = full_.front();
    full_.pop_front();
    return block;
  }

  void consume(int worker, const Block& block) {
    if (block.number < first_failed()) {
      try {
        work_.consume(worker, block.slot);
      } catch (...) {
        fail(block.number);
      }
    }
    {
      const std::lock_guard lock(mutex_);
      free_.push_back(block.slot);
    }
    freed_.notify_one();
  }

  std::int64_t first_failed() {
    const std::lock_guard lock(mutex_);
    return failed_;
  }

  void fail(std::int64_t number) {
    const std::lock_guard lock(mutex_);
    if (number >= failed_) return;
    failed_ = number;
    error_ = std::current_exception();
  }

  const BlockStream& work_;
  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable changed_;  // there is a block, or there will be none any more
  std::condition_variable freed_;
  std::deque<Block> full_;  // by rising number
  std::vector<int> free_;
  std::int64_t produced_ = 0;
  std::int64_t failed_ = std::numeric_limits<std::int64_t>::max();
  std::exception_ptr error_;
  bool ended_ = false;
};

}  // namespace

int block_slots(int threads) { return threads == 1 ? 1 : 3 * threads; }

void stream_blocks(int threads, const BlockStream& stream) { Stream(threads, stream).run(); }

}  // namespace nmf
