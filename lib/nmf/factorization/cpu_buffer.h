#pragma once

#include <cstddef>
#include <cstdint>
#include <new>

namespace nmf {

/// Memory that starts at a cache line: vectors of the kernels never lie across two.
template <typename T>
class Buffer {
 public:
  explicit Buffer(std::int64_t size)
      : data_(static_cast<T*>(::operator new(static_cast<std::size_t>(size) * sizeof(T), kLine))) {}
  ~Buffer() { ::operator delete(data_, kLine); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  T* data() const { return data_; }

 private:
  static constexpr std::align_val_t kLine{64};
  T* data_;
};

/// How many blocks of `size` cover `rows`.
inline std::int64_t blocks(std::int64_t rows, std::int64_t size) {
  return (rows + size - 1) / size;
}

}  // namespace nmf
