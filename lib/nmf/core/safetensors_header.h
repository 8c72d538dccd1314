#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nmf/core/safetensors.h"

namespace nmf {

/// A tensor that a safetensors file holds.
struct StoredTensor {
  std::string name;
  std::string dtype;               ///< as the format spells it, e.g. `F32`
  std::optional<TensorType> type;  ///< nothing: one that we read no values of
  std::vector<std::int64_t> shape;
  std::int64_t begin = 0;      ///< of its values, bytes from the first value of the file
  std::int64_t byte_size = 0;  ///< what the shape takes, which is what the file holds of it
};

/// `[2, 3]`, for messages.
std::string shape_text(std::span<const std::int64_t> shape);

namespace detail {

/// What a header of `length` bytes may be at most: some ten thousand tensors.
constexpr std::int64_t kLongestSafetensorsHeader = std::int64_t{1} << 20U;

/// Reads the header and holds it against the bytes that follow: every tensor has the bytes that its
/// shape takes, they lie one behind the other and are all that there is, as the format demands.
/// Nothing of a size that the header announces is made.
///
/// \param json        the header without its length
/// \param value_bytes what the file has behind the header
/// \param where       what errors begin with
/// \return   in the order of the header
/// Throws IoError: no JSON, a name twice, a type or shape that is none, what does not fit.
/// Source: github.com/huggingface/safetensors, "Format".
std::vector<StoredTensor> parse_safetensors_header(const std::string& json,
                                                   std::int64_t value_bytes,
                                                   const std::string& where);

}  // namespace detail
}  // namespace nmf
