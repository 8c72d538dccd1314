#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>

namespace nmf {

/// Memory that starts at a cache line: vectors of the kernels never lie across two.
template <typename T>
class Buffer {
 public:
  explicit Buffer(std::int64_t size)
      : size_(size),
        data_(static_cast<T*>(::operator new(static_cast<std::size_t>(size) * sizeof(T), kLine))) {}
  Buffer(const Buffer& other) : Buffer(other.size_) { std::copy_n(other.data_, size_, data_); }
  ~Buffer() { ::operator delete(data_, kLine); }
  Buffer& operator=(const Buffer&) = delete;
  T* data() const { return data_; }

 private:
  static constexpr std::align_val_t kLine{64};
  std::int64_t size_;
  T* data_;
};

/// How many blocks of `size` cover `rows`.
inline std::int64_t blocks(std::int64_t rows, std::int64_t size) {
  return (rows + size - 1) / size;
}

}  // namespace nmf
