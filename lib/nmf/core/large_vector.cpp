#include "nmf/core/large_vector.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <new>

namespace nmf {
namespace {

constexpr std::size_t kPage = std::size_t{2} << 20U;

}  // namespace

void prefer_huge_pages(void* memory, std::size_t bytes) {
  const auto first = reinterpret_cast<std::uintptr_t>(memory);
  // Only pages that lie within: what stands beside is another's.
  const std::uintptr_t begin = (first + kPage - 1) / kPage * kPage;
  const std::uintptr_t end = (first + bytes) / kPage * kPage;
  if (begin < end)
    madvise(static_cast<char*>(memory) + (begin - first), end - begin, MADV_HUGEPAGE);
}

void* allocate_huge(std::size_t bytes) {
  const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
  void* memory = std::aligned_alloc(kPage, whole);
  if (memory == nullptr) throw std::bad_alloc();
  prefer_huge_pages(memory, whole);
  return memory;
}

}  // namespace nmf
