#include "nmf/core/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace nmf {

namespace {

int machine_threads() {
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

/// Waits for a moment before the caller goes to sleep.
template <typename Condition>
void spin_until(int turns, const Condition& holds) {
  for (int i = 0; i < turns && !holds(); ++i) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
}

}  // namespace

int team_size(int count) {
  return count > 0 ? std::min(count, 4 * machine_threads()) : machine_threads();
}

struct Threads::Team {
  std::vector<std::thread> workers;
  /// Some 20 microseconds, as the loops of a fit follow each other faster than the system wakes a
  /// thread; nothing for a team larger than the machine, whose threads would wait for each other.
  int spin_turns = 0;
  std::mutex mutex;
  std::condition_variable wake, finished;
  std::atomic<std::uint64_t> round{0};  // rises with every loop; workers wait for it to change
  std::atomic<int> busy{0};             // workers that have not yet left the current round
  bool closing = false;

  const std::function<void(std::int64_t)>* body = nullptr;
  std::int64_t blocks = 0;
  std::atomic<std::int64_t> next{0};
  std::exception_ptr error;

  void take_blocks() {
    for (;;) {
      const std::int64_t block = next.fetch_add(1, std::memory_order_relaxed);
      if (block >= blocks) return;
      try {
        (*body)(block);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!error) error = std::current_exception();
        next.store(blocks, std::memory_order_relaxed);
      }
    }
  }

  void work() {
    std::uint64_t seen = 0;
    for (;;) {
      spin_until(spin_turns, [&] { return round.load(std::memory_order_acquire) != seen; });
      {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return closing || round != seen; });
        if (closing) return;
        seen = round;
      }
      take_blocks();
      const std::lock_guard lock(mutex);
      if (--busy == 0) finished.notify_one();
    }
  }
};

Threads::Threads(int count) : team_(new Team) {
  const int wanted = team_size(count);
  team_->spin_turns = wanted <= machine_threads() ? 1000 : 0;
  try {
    for (int i = 1; i < wanted; ++i) team_->workers.emplace_back([this] { team_->work(); });
  } catch (const std::system_error&) {
    // The system gives no more threads: a smaller team does the same work.
  }
}

Threads::~Threads() {
  {
    const std::lock_guard lock(team_->mutex);
    team_->closing = true;
  }
  team_->wake.notify_all();
  for (std::thread& worker : team_->workers) worker.join();
  delete team_;
}

int Threads::count() const { return static_cast<int>(team_->workers.size()) + 1; }

void Threads::for_each_block(std::int64_t blocks,
                             const std::function<void(std::int64_t)>& body) const {
  if (team_->workers.empty() || blocks <= 1) {
    for (std::int64_t block = 0; block < blocks; ++block) body(block);
    return;
  }
  {
    const std::lock_guard lock(team_->mutex);
    team_->body = &body;
    team_->blocks = blocks;
    team_->next.store(0, std::memory_order_relaxed);
    team_->error = nullptr;
    team_->busy = static_cast<int>(team_->workers.size());
    ++team_->round;
  }
  team_->wake.notify_all();
  team_->take_blocks();
  spin_until(team_->spin_turns, [&] { return team_->busy.load(std::memory_order_acquire) == 0; });
  std::unique_lock lock(team_->mutex);
  team_->finished.wait(lock, [&] { return team_->busy == 0; });
  if (team_->error) std::rethrow_exception(team_->error);
}

void Threads::for_each_range(
    std::int64_t size, std::int64_t step,
    const std::function<void(std::int64_t begin, std::int64_t end)>& body) const {
  for_each_block((size + step - 1) / step, [&](std::int64_t block) {
    body(block * step, std::min((block + 1) * step, size));
  });
}

}  // namespace nmf
