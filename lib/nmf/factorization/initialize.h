#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/options.h"

namespace nmf {

struct Factors {
  at::Tensor W;  ///< [D, K]
  at::Tensor H;  ///< [K, V]; strides [1, K], so that a term's weights lie side by side
};

/// The notebook's start: |N(0, init_std)|, W first, then H, drawn in float32 on the CPU and moved.
///
/// Bits are those of `torch.manual_seed(seed); torch.abs(torch.normal(0, std, size))`, on every
/// machine with AVX2. The generator is the fit's own, never the global one.
Factors normal_start(std::int64_t documents, std::int64_t terms,
                     const FactorizationOptions& options, const std::string& device);

/// The start that options.init names, made on the CPU and moved: normal_start, file_start, or one
/// by scikit-learn's laws (random_start.h, nndsvd.h), whose bits are the same on every machine with
/// FMA. \param options  init is not `automatic`
Factors initialize(const CsrMatrix<double>& X, const FactorizationOptions& options,
                   const std::string& device, const Threads& threads);

/// The start that `automatic` stands for: normal for adam; else what reached a given
/// residual soonest (see scripts/bench/README.md): nndsvda up to some number of components and for
/// one start, random beyond.
Init resolved_init(const FactorizationOptions& options, std::int64_t documents, std::int64_t terms);

}  // namespace nmf
