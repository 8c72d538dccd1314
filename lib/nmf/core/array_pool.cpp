#include "nmf/core/array_pool.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#include "nmf/core/large_vector.h"

namespace nmf {
namespace {

constexpr std::size_t kPage = std::size_t{2} << 20U;
constexpr std::size_t kChunk = 4 * kPage;

std::size_t rounded_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

}  // namespace

std::shared_ptr<std::byte> ArrayPool::take(std::size_t bytes) {
  bytes = rounded_up(bytes, kAlignment);
  if (used_ + bytes > size_) {
    const std::size_t size = std::max(kChunk, rounded_up(bytes, kPage));
    void* memory = std::aligned_alloc(kPage, size);
    if (memory == nullptr) throw std::bad_alloc();
    prefer_huge_pages(memory, size);
    chunk_.reset(static_cast<std::byte*>(memory), [](std::byte* chunk) { std::free(chunk); });
    used_ = 0;
    size_ = size;
  }
  std::shared_ptr<std::byte> array(chunk_, chunk_.get() + used_);
  used_ += bytes;
  return array;
}

}  // namespace nmf
