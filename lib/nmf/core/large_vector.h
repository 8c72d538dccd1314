#pragma once

#include <cstddef>
#include <vector>

namespace nmf {

inline constexpr std::size_t kHugePage = std::size_t{2} << 20U;

/// Asks for huge pages behind memory that was not yet touched, where it is large: thousands of page
/// faults fewer. A hint, which the system may ignore.
void prefer_huge_pages(void* memory, std::size_t bytes);

/// The same for new memory, which std::free gives back. Throws std::bad_alloc.
void* allocate_huge(std::size_t bytes);

/// The same beside malloc's heap, which would keep what is freed, with holes that the next large
/// block does not fit: this goes back to the system at once. Zeros. Throws std::bad_alloc.
void* map_huge(std::size_t bytes);
/// \param bytes  as they were mapped
void unmap_huge(void* memory, std::size_t bytes);

/// A vector of `size` zeros, in huge pages where that pays.
template <typename T>
std::vector<T> large_vector(std::size_t size) {
  std::vector<T> all;
  all.reserve(size);
  prefer_huge_pages(all.data(), size * sizeof(T));
  all.resize(size);
  return all;
}

}  // namespace nmf
