#include "nmf/core/ordered_deliveries.h"

#include <utility>

#include "nmf/core/block_stream.h"

namespace nmf {

OrderedDeliveries::OrderedDeliveries(int threads)
    : most_(static_cast<std::size_t>(4 * block_slots(threads))),
      of_slot_(static_cast<std::size_t>(block_slots(threads))) {}

void OrderedDeliveries::begin(int slot) {
  deliver();
  const std::lock_guard lock(mutex_);
  of_slot_[static_cast<std::size_t>(slot)] = &under_way_.emplace_back();
}

void OrderedDeliveries::run(int slot, const std::function<std::function<void()>()>& use) try {
  std::function<void()> delivery = use();
  {
    const std::lock_guard lock(mutex_);
    *of_slot_[static_cast<std::size_t>(slot)] = {true, std::move(delivery)};
  }
  changed_.notify_one();
} catch (...) {
  {
    const std::lock_guard lock(mutex_);
    failed_ = true;
  }
  changed_.notify_one();
  throw;
}

void OrderedDeliveries::finish() { deliver(); }

void OrderedDeliveries::deliver() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (under_way_.size() >= most_)
      changed_.wait(lock, [this] { return failed_ || under_way_.front().ready; });
    if (failed_ || under_way_.empty() || !under_way_.front().ready) return;
    const std::function<void()> delivery = std::move(under_way_.front().delivery);
    under_way_.pop_front();
    lock.unlock();
    delivery();
    lock.lock();
  }
}

}  // namespace nmf
