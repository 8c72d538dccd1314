#pragma once

#include <torch/optim/adam.h>

#include <vector>

#include "nmf/core/parallel.h"

namespace nmf {

/// torch::optim::Adam in one pass over memory: the same options, the same state, the same step up
/// to float32 rounding. On the CPU our own kernel on all threads, on CUDA ATen's fused one.
///
/// Parameters and their gradients must be dense, of equal strides, without gaps or overlaps.
/// Source: torch/csrc/api/src/optim/adam.cpp; Kingma & Ba 2015.
/// Twin: torch::optim::Adam.
class FusedAdam : public torch::optim::Optimizer {
 public:
  /// \param threads  kept by reference; must outlive the optimizer
  FusedAdam(std::vector<at::Tensor> parameters, const torch::optim::AdamOptions& options,
            const Threads& threads);

  at::Tensor step(LossClosure closure = nullptr) override;

 private:
  void step_parameter(const at::Tensor& parameter, const torch::optim::AdamOptions& options);

  const Threads& threads_;
};

}  // namespace nmf
