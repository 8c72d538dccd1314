#include "nmf/core/array_pool.h"

#include <algorithm>
#include <cstdlib>

#include "nmf/core/large_vector.h"

namespace nmf {
namespace {

constexpr std::size_t kChunk = std::size_t{8} << 20U;

}  // namespace

std::shared_ptr<std::byte> ArrayPool::take(std::size_t bytes) {
  bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  if (used_ + bytes > size_) {
    size_ = std::max(kChunk, bytes);
    used_ = 0;
    chunk_.reset(static_cast<std::byte*>(allocate_huge(size_)),
                 [](std::byte* chunk) { std::free(chunk); });
  }
  std::shared_ptr<std::byte> array(chunk_, chunk_.get() + used_);
  used_ += bytes;
  return array;
}

}  // namespace nmf
