#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/core/input_file.h"
#include "nmf/core/safetensors_header.h"

namespace nmf {

/// A safetensors file, open for reading: its header is read and checked, its values stay in the
/// file until they are asked for.
class SafetensorsFile {
 public:
  /// Throws IoError, which names the path: no such file, no safetensors file, a header of more than
  /// 1 MiB, or one that does not agree with itself or with the size of the file.
  explicit SafetensorsFile(std::string path);

  [[nodiscard]] const std::string& path() const { return file_.path(); }

  /// In the order of the header.
  [[nodiscard]] const std::vector<StoredTensor>& tensors() const { return tensors_; }

  /// Throws IoError where it has none of this name, and says which it has.
  [[nodiscard]] const StoredTensor& tensor(std::string_view name) const;

  /// Fills `out` with bytes of a tensor (row-major, little endian) from byte `offset` of it on.
  /// Throws IoError where the file can't be read or was shortened meanwhile; std::logic_error where
  /// the tensor has no such bytes.
  void read(const StoredTensor& tensor, std::int64_t offset, std::span<std::byte> out);

  /// All values of a tensor of rank 1: T is float, double or std::int64_t.
  /// Throws IoError, also where its type is another or its rank.
  template <typename T>
  std::vector<T> read_vector(std::string_view name);

 private:
  InputFile file_;
  std::int64_t values_at_ = 0;  // bytes from the start
  std::vector<StoredTensor> tensors_;
};

}  // namespace nmf
