#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace nmf {

/// What PyTorch's Python prints for a tensor, `tensor([[ 0.0977, ...`, to the character.
///
/// \param tensor  float32 or float64 of at most two dimensions, on any device. `requires_grad=True`
///                is shown for a leaf; for the result of an operation, no `grad_fn`.
/// Throws: std::invalid_argument for another dtype or more dimensions.
/// Cost:   of a tensor with more than 1000 elements, only the at most 36 shown leave the device.
/// Source: PyTorch 2.11, torch/_tensor_str.py with its default options (tests/golden).
std::string tensor_repr(const at::Tensor& tensor);

}  // namespace nmf
