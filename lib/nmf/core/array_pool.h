#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace nmf {

/// An array in a pool's memory.
template <typename T>
class PooledArray {
 public:
  PooledArray() = default;
  PooledArray(std::shared_ptr<T[]> data, std::size_t size) : data_(std::move(data)), size_(size) {}
  PooledArray(PooledArray&& other) noexcept
      : data_(std::move(other.data_)), size_(std::exchange(other.size_, 0)) {}
  PooledArray& operator=(PooledArray&& other) noexcept {
    data_ = std::move(other.data_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  T* begin() { return data_.get(); }
  T* end() { return data_.get() + size_; }
  const T* begin() const { return data_.get(); }
  const T* end() const { return data_.get() + size_; }

 private:
  std::shared_ptr<T[]> data_;  // keeps the chunk that it lies in
  std::size_t size_ = 0;
};

/// Memory for many arrays that are made and given up in about the same order. They lie in chunks of
/// huge pages, which cost a quarter of small ones at the first touch; a chunk is given back with
/// the last of its arrays, which may outlive the pool.
class ArrayPool {
 public:
  template <typename T>
  PooledArray<T> copy(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kAlignment);
    const std::shared_ptr<std::byte> memory = take(values.size() * sizeof(T));
    T* data = reinterpret_cast<T*>(memory.get());
    std::uninitialized_copy(values.begin(), values.end(), data);
    return {std::shared_ptr<T[]>(memory, data), values.size()};
  }

 private:
  static constexpr std::size_t kAlignment = 64;

  std::shared_ptr<std::byte> take(std::size_t bytes);

  std::shared_ptr<std::byte> chunk_;
  std::size_t used_ = 0, size_ = 0;  // of chunk_, in bytes
};

}  // namespace nmf
