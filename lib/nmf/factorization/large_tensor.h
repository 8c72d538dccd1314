#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <memory>

#include "nmf/core/large_vector.h"

namespace nmf {

/// Bytes from which on a tensor has whole huge pages of its own.
inline constexpr std::size_t kLeastMapped = 2 * kHugePage;

/// at::empty on the CPU, in huge pages where the tensor is large and the kernel offers them.
///
/// A sparse product meets the rows of a factor in no order: with pages of 4 KiB most of its time
/// goes into address translation (X H^T at the notebook's size: 2.3 ms, in huge pages 1.0 ms).
at::Tensor large_empty(at::IntArrayRef size, at::ScalarType type);

/// Gives the memory of tensors that are gone to the next ones of the same size: a gradient that is
/// new in every iteration would else cost its page faults each time (1 ms for 10 MB).
/// Tensors may outlive the pool. Not for several threads at once.
class TensorPool {
 public:
  TensorPool();
  at::Tensor empty(at::IntArrayRef size, at::ScalarType type);

 private:
  struct Spare;
  std::shared_ptr<Spare> spare_;
};

}  // namespace nmf
