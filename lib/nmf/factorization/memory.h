#pragma once

#include <cstdint>
#include <string>

#include "nmf/factorization/options.h"

namespace nmf {

/// Bytes that a fit takes at its peak, beyond X itself as it was given: an upper bound, within a
/// third of what was measured (see tests/factorization/memory_test.cpp).
struct MemoryEstimate {
  double host = 0;
  double device = 0;  ///< on a CUDA device; 0 for the CPU
};
MemoryEstimate estimate_memory(std::int64_t documents, std::int64_t terms, std::int64_t stored,
                               const FactorizationOptions& options, const std::string& device);

/// Throws DeviceError with both numbers and the remedy if the estimate is above what is free.
void check_memory(const MemoryEstimate& estimate, const FactorizationOptions& options,
                  const std::string& device);

}  // namespace nmf
