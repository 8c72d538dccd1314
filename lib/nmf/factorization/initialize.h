#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "nmf/factorization/options.h"

namespace nmf {

struct Factors {
  at::Tensor W;  ///< [D, K] leaf that requires a gradient
  at::Tensor H;  ///< [K, V] likewise; strides [1, K], so that a term's weights lie side by side
};

/// The notebook's start: |N(0, init_std)|, W first, then H, drawn in float32 on the CPU and moved.
///
/// Bits are those of `torch.manual_seed(seed); torch.abs(torch.normal(0, std, size))`, on every
/// machine with AVX2. The generator is the fit's own, never the global one.
Factors initialize(std::int64_t documents, std::int64_t terms, const FactorizationOptions& options,
                   const std::string& device);

}  // namespace nmf
