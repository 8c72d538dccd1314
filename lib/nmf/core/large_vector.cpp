#include "nmf/core/large_vector.h"

#include <sys/mman.h>

#include <cstdint>

namespace nmf {

void prefer_huge_pages(void* memory, std::size_t bytes) {
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20U;
  const auto first = reinterpret_cast<std::uintptr_t>(memory);
  // Only pages that lie within: what stands beside is another's.
  const std::uintptr_t begin = (first + kPage - 1) / kPage * kPage;
  const std::uintptr_t end = (first + bytes) / kPage * kPage;
  if (begin < end)
    madvise(static_cast<char*>(memory) + (begin - first), end - begin, MADV_HUGEPAGE);
}

}  // namespace nmf
