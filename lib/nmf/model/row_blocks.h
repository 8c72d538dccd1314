#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>

namespace nmf {

/// Calls `use(first_row, block)` for block after block of rows of a matrix, in order.
///
/// A block is contiguous, on the CPU and without history, so a matrix of any layout, on any device,
/// is seen row by row with no more than some megabytes of it copied at a time. The blocks depend on
/// nothing but the shape.
/// \param matrix  [rows, columns]
void for_each_row_block(const at::Tensor& matrix,
                        const std::function<void(std::int64_t, const at::Tensor&)>& use);

}  // namespace nmf
