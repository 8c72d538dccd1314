#pragma once

#include <functional>

namespace nmf {

/// What a stream of blocks does with one of its slots, places that blocks are put into in turn.
struct BlockStream {
  /// Fills the slot with the next block, on the calling thread; false: there is none.
  std::function<bool(int slot)> produce;
  /// Uses the block in the slot, on any thread; `worker` in [0, threads) is that thread's own.
  std::function<void(int worker, int slot)> consume;
};

/// Slots that a stream needs for so many threads.
int block_slots(int threads);

/// Produces blocks one after the other on the calling thread while other threads consume them. As
/// long as all slots are full, and for a single thread always, the calling thread consumes too.
///
/// The exception of the earliest block that failed is rethrown, for any number of threads the same:
/// every block before it is consumed, blocks after it are left out.
/// \param threads  >= 1, the calling one included
void stream_blocks(int threads, const BlockStream& stream);

}  // namespace nmf
