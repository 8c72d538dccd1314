#include "nmf/core/safetensors_header.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf {

std::string shape_text(std::span<const std::int64_t> shape) {
  return fmt::format("[{}]", fmt::join(shape, ", "));
}

namespace detail {
namespace {

using simdjson::dom::element;

constexpr std::size_t kMostDimensions = 32;

/// Bytes of an element of each type of the format that takes whole bytes.
constexpr std::array<std::pair<std::string_view, std::int64_t>, 16> kElementBytes = {{
    {"BOOL", 1},
    {"U8", 1},
    {"I8", 1},
    {"F8_E4M3", 1},
    {"F8_E5M2", 1},
    {"F8_E8M0", 1},
    {"I16", 2},
    {"U16", 2},
    {"F16", 2},
    {"BF16", 2},
    {"I32", 4},
    {"U32", 4},
    {"F32", 4},
    {"I64", 8},
    {"U64", 8},
    {"F64", 8},
}};

std::optional<TensorType> type_of(std::string_view dtype) {
  for (const TensorType type : {TensorType::float32, TensorType::float64, TensorType::int64}) {
    if (dtype == dtype_name(type)) return type;
  }
  return std::nullopt;
}

/// An array of at most `most` integers from 0 to the largest of int64.
std::optional<std::vector<std::int64_t>> integers(const element& value, std::size_t most) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS || array.size() > most) return std::nullopt;
  std::vector<std::int64_t> out;
  for (const element item : array) {
    std::int64_t number = 0;
    if (item.get(number) != simdjson::SUCCESS || number < 0) return std::nullopt;
    out.push_back(number);
  }
  return out;
}

std::int64_t element_bytes(const std::string& dtype, const std::string& where) {
  for (const auto& [name, bytes] : kElementBytes) {
    if (dtype == name) return bytes;
  }
  throw IoError(fmt::format("{}: has the dtype {}, which is none of safetensors' (F32, F64, ...)",
                            where, quote(dtype)));
}

std::int64_t checked_bytes(const StoredTensor& tensor, const std::string& where) {
  std::int64_t bytes = element_bytes(tensor.dtype, where);
  if (std::ranges::find(tensor.shape, 0) != tensor.shape.end()) return 0;
  for (const std::int64_t length : tensor.shape) {
    if (bytes > std::numeric_limits<std::int64_t>::max() / length) {
      throw IoError(fmt::format("{}: has the shape {}, more bytes than 63 bits can count", where,
                                shape_text(tensor.shape)));
    }
    bytes *= length;
  }
  return bytes;
}

/// A tensor from `{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}`, keys in any order.
StoredTensor parse_tensor(std::string_view name, const element& entry, const std::string& where) {
  StoredTensor tensor{std::string(name), {}, {}, {}, 0, 0};
  const std::string here = fmt::format("{}: tensor {}", where, quote(name));
  simdjson::dom::object fields;
  std::string_view dtype;
  std::optional<std::vector<std::int64_t>> shape, offsets;
  bool right = entry.get(fields) == simdjson::SUCCESS && fields.size() == 3;
  if (right) {
    for (const auto& [key, value] : fields) {
      if (key == "dtype") right = right && value.get(dtype) == simdjson::SUCCESS;
      if (key == "shape") shape = integers(value, kMostDimensions);
      if (key == "data_offsets") offsets = integers(value, 2);
    }
  }
  if (!right || dtype.empty() || !shape || !offsets || offsets->size() != 2) {
    throw IoError(here +
                  ": expected a dtype, a shape (at most 32 whole numbers >= 0) and "
                  "data_offsets (two of them), and nothing else");
  }
  tensor.dtype = dtype;
  tensor.type = type_of(dtype);
  tensor.shape = std::move(*shape);
  tensor.byte_size = checked_bytes(tensor, here);
  tensor.begin = (*offsets)[0];
  const std::int64_t end = (*offsets)[1];
  if (end < tensor.begin || end - tensor.begin != tensor.byte_size) {
    throw IoError(fmt::format("{}: its shape {} of {} takes {} bytes, its data_offsets are {}",
                              here, shape_text(tensor.shape), tensor.dtype, tensor.byte_size,
                              shape_text(*offsets)));
  }
  return tensor;
}

std::vector<StoredTensor> parse_tensors(const std::string& json, const std::string& where) {
  simdjson::dom::parser parser;
  simdjson::dom::object header;
  const auto fault = parser.parse(json.data(), json.size()).get(header);
  if (json.front() != '{' || fault != simdjson::SUCCESS) {
    throw IoError(
        fmt::format("{}: can't understand the safetensors header {}, expected a JSON "
                    "object ({})",
                    where, quote(json), simdjson::error_message(fault)));
  }
  std::vector<StoredTensor> tensors;
  std::unordered_set<std::string_view> names;
  for (const auto& [name, entry] : header) {
    if (!names.insert(name).second) {
      throw IoError(fmt::format("{}: names {} twice", where, quote(name)));
    }
    if (name != "__metadata__") tensors.push_back(parse_tensor(name, entry, where));
  }
  return tensors;
}

/// The format leaves no holes, so that two parties can't read two things from one file.
void check_layout(const std::vector<StoredTensor>& tensors, std::int64_t value_bytes,
                  const std::string& where) {
  std::vector<const StoredTensor*> by_place;
  by_place.reserve(tensors.size());
  for (const StoredTensor& tensor : tensors) by_place.push_back(&tensor);
  std::ranges::sort(by_place, [](const StoredTensor* a, const StoredTensor* b) {
    return std::pair(a->begin, a->byte_size) < std::pair(b->begin, b->byte_size);
  });
  std::int64_t end = 0;
  for (const StoredTensor* tensor : by_place) {
    if (tensor->begin != end) {
      throw IoError(
          fmt::format("{}: the values of tensor {} begin at byte {}, expected {}, where "
                      "those before it end",
                      where, quote(tensor->name), tensor->begin, end));
    }
    end += tensor->byte_size;
  }
  if (end != value_bytes) {
    throw IoError(fmt::format("{}: announces {} bytes of values, has {}", where, end, value_bytes));
  }
}

}  // namespace

std::vector<StoredTensor> parse_safetensors_header(const std::string& json,
                                                   std::int64_t value_bytes,
                                                   const std::string& where) {
  std::vector<StoredTensor> tensors = parse_tensors(json, where);
  check_layout(tensors, value_bytes, where);
  return tensors;
}

}  // namespace detail
}  // namespace nmf
