#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace nmf::detail {

/// NumPy's legacy generator, as far as shuffling needs it: RandomState(seed), MT19937.
class LegacyRandom {
 public:
  explicit LegacyRandom(std::uint32_t seed) : engine_(seed) {}

  /// A uniform integer in [0, largest], by rejection of what lies above under the smallest mask.
  std::uint32_t interval(std::uint32_t largest);

 private:
  std::mt19937 engine_;
};

/// Shuffles in place as `numpy.random.RandomState(seed).shuffle` does, to the same order.
///
/// Source: NumPy, numpy/random/mtrand.pyx (shuffle) and src/distributions (random_interval).
template <typename T>
void legacy_shuffle(std::vector<T>& items, std::uint32_t seed) {
  LegacyRandom random(seed);
  for (std::size_t i = items.size(); i-- > 1;) {
    std::swap(items[i], items[random.interval(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace nmf::detail
