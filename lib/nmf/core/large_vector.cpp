#include "nmf/core/large_vector.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <new>

namespace nmf {
namespace {

std::size_t whole_pages(std::size_t bytes) {
  return (bytes + kHugePage - 1) / kHugePage * kHugePage;
}

}  // namespace

void prefer_huge_pages(void* memory, std::size_t bytes) {
  const auto first = reinterpret_cast<std::uintptr_t>(memory);
  // Only pages that lie within: what stands beside is another's.
  const std::uintptr_t begin = (first + kHugePage - 1) / kHugePage * kHugePage;
  const std::uintptr_t end = (first + bytes) / kHugePage * kHugePage;
  if (begin < end)
    madvise(static_cast<char*>(memory) + (begin - first), end - begin, MADV_HUGEPAGE);
}

void* allocate_huge(std::size_t bytes) {
  const std::size_t whole = whole_pages(bytes);
  void* memory = std::aligned_alloc(kHugePage, whole);
  if (memory == nullptr) throw std::bad_alloc();
  prefer_huge_pages(memory, whole);
  return memory;
}

void* map_huge(std::size_t bytes) {
  if (bytes > PTRDIFF_MAX - 2 * kHugePage) throw std::bad_alloc();
  const std::size_t whole = whole_pages(bytes);
  // A page too much: what lies before the first huge page and behind the last one is given back.
  void* memory =
      mmap(nullptr, whole + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  const std::size_t before =
      (kHugePage - reinterpret_cast<std::uintptr_t>(memory) % kHugePage) % kHugePage;
  char* const first = static_cast<char*>(memory) + before;
  if (before > 0) munmap(memory, before);
  munmap(first + whole, kHugePage - before);
  prefer_huge_pages(first, whole);
  return first;
}

void unmap_huge(void* memory, std::size_t bytes) { munmap(memory, whole_pages(bytes)); }

}  // namespace nmf
