#include "nmf/factorization/large_tensor.h"

#include <ATen/Functions.h>

#include <map>

namespace nmf {
namespace {

std::size_t bytes_of(at::IntArrayRef size, at::ScalarType type) {
  std::size_t bytes = at::elementSize(type);
  for (const std::int64_t n : size) bytes *= static_cast<std::size_t>(n);
  return bytes;
}

}  // namespace

at::Tensor large_empty(at::IntArrayRef size, at::ScalarType type) {
  const std::size_t bytes = bytes_of(size, type);
  if (bytes < kLeastMapped) return at::empty(size, type);
  return at::from_blob(
      map_huge(bytes), size, [bytes](void* p) { unmap_huge(p, bytes); }, at::TensorOptions(type));
}

struct TensorPool::Spare {
  std::multimap<std::size_t, void*> memory;
  Spare() = default;
  Spare(const Spare&) = delete;
  Spare& operator=(const Spare&) = delete;
  ~Spare() {
    for (const auto& [bytes, block] : memory) unmap_huge(block, bytes);
  }
};

TensorPool::TensorPool() : spare_(std::make_shared<Spare>()) {}

at::Tensor TensorPool::empty(at::IntArrayRef size, at::ScalarType type) {
  const std::size_t bytes = bytes_of(size, type);
  if (bytes < kLeastMapped) return at::empty(size, type);
  void* block = nullptr;
  if (const auto found = spare_->memory.find(bytes); found != spare_->memory.end()) {
    block = found->second;
    spare_->memory.erase(found);
  } else {
    block = map_huge(bytes);
  }
  const auto give_back = [spare = spare_, bytes](void* p) {
    constexpr std::size_t kMost = 1;  // of each size
    if (spare->memory.count(bytes) < kMost) {
      spare->memory.emplace(bytes, p);
    } else {
      unmap_huge(p, bytes);
    }
  };
  return at::from_blob(block, size, give_back, at::TensorOptions(type));
}

}  // namespace nmf
