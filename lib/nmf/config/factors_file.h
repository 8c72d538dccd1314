#pragma once

#include <cstdint>
#include <string>

namespace nmf::config {

/// K of a safetensors file that has W [D, K] and H [K, V] in float32 or float64. Of the values
/// nothing is read.
/// Throws IoError: no such file, or one without such tensors.
std::int64_t components_of_factors(const std::string& path);

}  // namespace nmf::config
