#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nmf {

/// What a .npy file of ours can hold.
template <typename T>
concept NpyElement = std::same_as<T, float> || std::same_as<T, double> ||
    std::same_as<T, std::int32_t> || std::same_as<T, std::int64_t>;

/// NumPy's name of an element type, e.g. `<f8`.
template <NpyElement T>
constexpr std::string_view npy_type() {
  if constexpr (std::same_as<T, float>) return "<f4";
  if constexpr (std::same_as<T, double>) return "<f8";
  if constexpr (std::same_as<T, std::int32_t>) return "<i4";
  if constexpr (std::same_as<T, std::int64_t>) return "<i8";
}

/// Everything that precedes the values in a .npy file, format 1.0, row-major; its length is a
/// multiple of 64.
/// \param type   NumPy's name of the element type
/// \param shape  empty for a scalar
/// Source: numpy/lib/format.py.
std::string npy_header(std::string_view type, const std::vector<std::int64_t>& shape);

/// Writes an array that `numpy.load` opens.
/// \param values  row-major, as many as `shape` says
/// Throws IoError where the file can't be written whole.
template <NpyElement T>
void write_npy(const std::filesystem::path& path, std::span<const T> values,
               const std::vector<std::int64_t>& shape);

}  // namespace nmf
