#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "nmf/core/safetensors.h"

namespace nmf {

/// A matrix of float32 or float64, of any layout and on any device, as a tensor that is to be
/// written.
NamedTensor factor_tensor(std::string name, const at::Tensor& factor);

}  // namespace nmf
