#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nmf {

enum class TensorType { float32, float64, int64 };

/// As the format spells it: `F32`, `F64`, `I64`.
std::string_view dtype_name(TensorType type);

/// Takes the bytes of a tensor, front to back, in pieces of any size.
using ByteSink = std::function<void(std::span<const std::byte>)>;

/// A tensor that is to be written. Its values come when the writer asks, so that a big one never
/// has to be copied whole.
struct NamedTensor {
  std::string name;
  TensorType type = TensorType::float32;
  std::vector<std::int64_t> shape;
  std::function<void(const ByteSink&)> write_values;  ///< row-major, little endian
};

/// A vector as a tensor [size]. The memory must outlive the writing.
NamedTensor vector_tensor(std::string name, std::span<const double> values);
NamedTensor vector_tensor(std::string name, std::span<const std::int64_t> values);

/// Writes a file that `safetensors.numpy.load_file` opens: the length of the header, the header in
/// JSON, the values. Tensors with 8-byte elements come first, so that all values are aligned; else
/// they keep their order.
/// Throws IoError where the file can't be written whole; std::logic_error where a tensor gives
/// another number of bytes than its shape says.
/// Source: github.com/huggingface/safetensors, "Format".
void write_safetensors(const std::filesystem::path& path, std::vector<NamedTensor> tensors);

}  // namespace nmf
