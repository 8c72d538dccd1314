#include "nmf/core/safetensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "nmf/core/output_file.h"

namespace nmf {

static_assert(std::endian::native == std::endian::little,
              "values are written as they lie in memory");

std::string_view dtype_name(TensorType type) {
  switch (type) {
    case TensorType::float32:
      return "F32";
    case TensorType::float64:
      return "F64";
    case TensorType::int64:
      return "I64";
  }
  throw std::logic_error("safetensors: unknown type");
}

namespace {

std::uint64_t element_size(TensorType type) { return type == TensorType::float32 ? 4 : 8; }

std::uint64_t byte_size(const NamedTensor& tensor) {
  std::uint64_t size = element_size(tensor.type);
  for (const std::int64_t length : tensor.shape) size *= static_cast<std::uint64_t>(length);
  return size;
}

/// The header with its length in front, padded with spaces to a multiple of 8.
std::string header_of(const std::vector<NamedTensor>& tensors) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  std::uint64_t begin = 0;
  for (const NamedTensor& tensor : tensors) {
    const std::uint64_t end = begin + byte_size(tensor);
    header[tensor.name] = {{"dtype", dtype_name(tensor.type)},
                           {"shape", tensor.shape},
                           {"data_offsets", {begin, end}}};
    begin = end;
  }
  std::string json = header.dump();
  json.append((8 - json.size() % 8) % 8, ' ');
  const std::uint64_t length = json.size();
  return std::string(reinterpret_cast<const char*>(&length), sizeof length) + json;
}

template <typename T>
NamedTensor vector_of(std::string name, TensorType type, std::span<const T> values) {
  return {std::move(name), type, {std::ssize(values)}, [values](const ByteSink& sink) {
            sink(std::as_bytes(values));
          }};
}

}  // namespace

NamedTensor vector_tensor(std::string name, std::span<const double> values) {
  return vector_of(std::move(name), TensorType::float64, values);
}

NamedTensor vector_tensor(std::string name, std::span<const std::int64_t> values) {
  return vector_of(std::move(name), TensorType::int64, values);
}

void write_safetensors(const std::filesystem::path& path, std::vector<NamedTensor> tensors) {
  std::stable_sort(tensors.begin(), tensors.end(), [](const NamedTensor& a, const NamedTensor& b) {
    return element_size(a.type) > element_size(b.type);
  });
  OutputFile file(path);
  file.write(header_of(tensors));
  for (const NamedTensor& tensor : tensors) {
    std::uint64_t written = 0;
    tensor.write_values([&](std::span<const std::byte> bytes) {
      file.write(bytes);
      written += bytes.size();
    });
    if (written != byte_size(tensor)) {
      throw std::logic_error(fmt::format("write_safetensors: {} gave {} bytes, its shape says {}",
                                         tensor.name, written, byte_size(tensor)));
    }
  }
  file.close();
}

}  // namespace nmf
