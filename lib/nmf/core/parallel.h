#pragma once

#include <cstdint>
#include <functional>

namespace nmf {

/// The size of a team that was asked for `count` threads: at most four times the machine's; 0: as
/// many as the machine has. Beyond that a team only waits for itself.
int team_size(int count);

/// A fixed team of threads; the one parallel loop of the library.
///
/// Work is cut into blocks by the caller, in a way that must not depend on the number of threads;
/// which thread takes which block is left to chance, so a block writes only what is its own, and
/// sums over blocks are added afterwards in block order. Then results are the same bits for any
/// number of threads.
class Threads {
 public:
  /// \param count  threads including the caller's, see team_size
  explicit Threads(int count = 0);
  ~Threads();
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  [[nodiscard]] int count() const;

  /// Calls body(block) once for every block in [0, blocks) and returns when all are done.
  /// The first exception of a body is rethrown here; the blocks not yet begun are then left out.
  void for_each_block(std::int64_t blocks, const std::function<void(std::int64_t)>& body) const;

  /// The same with the ranges [begin, end) of at most `step` numbers that [0, size) is cut into.
  void for_each_range(std::int64_t size, std::int64_t step,
                      const std::function<void(std::int64_t begin, std::int64_t end)>& body) const;

 private:
  struct Team;
  Team* team_;
};

}  // namespace nmf
