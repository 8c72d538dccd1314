#include "nmf/corpus/legacy_shuffle.h"

#include <bit>

namespace nmf::detail {

std::uint32_t LegacyRandom::interval(std::uint32_t largest) {
  if (largest == 0) return 0;  // draws nothing, as NumPy
  const std::uint32_t mask = ~std::uint32_t{0} >> static_cast<unsigned>(std::countl_zero(largest));
  for (;;) {
    const auto value = static_cast<std::uint32_t>(engine_()) & mask;
    if (value <= largest) return value;
  }
}

}  // namespace nmf::detail
