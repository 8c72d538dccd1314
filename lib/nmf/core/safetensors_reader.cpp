#include "nmf/core/safetensors_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf {
namespace {

static_assert(std::endian::native == std::endian::little, "values are read as they lie in memory");

constexpr std::int64_t kLengthBytes = 8;

/// Reads as many bytes as `out` has, which the file was found to have.
void read_exactly(InputFile& file, std::span<char> out) {
  if (file.read(out) != out.size()) {
    throw IoError(file.path() + ": was shortened while it was read");
  }
}

/// The length of the header, within what the file has behind it.
std::int64_t read_header_length(InputFile& file) {
  if (file.size() < kLengthBytes + 2) {
    throw IoError(fmt::format("{}: is no safetensors file: has {} bytes, the shortest has {}",
                              file.path(), file.size(), kLengthBytes + 2));
  }
  std::array<char, kLengthBytes> bytes{};
  read_exactly(file, bytes);
  const auto length = std::bit_cast<std::uint64_t>(bytes);
  const std::int64_t most = std::min(file.size() - kLengthBytes, detail::kLongestSafetensorsHeader);
  if (length < 2 || length > static_cast<std::uint64_t>(most)) {
    throw IoError(
        fmt::format("{}: is no safetensors file: announces a header of {} bytes, expected 2 .. {}",
                    file.path(), length, most));
  }
  return static_cast<std::int64_t>(length);
}

template <typename T>
constexpr TensorType kTypeOf = std::is_same_v<T, float>    ? TensorType::float32
                               : std::is_same_v<T, double> ? TensorType::float64
                                                           : TensorType::int64;

}  // namespace

SafetensorsFile::SafetensorsFile(std::string path) : file_(std::move(path)) {
  std::string header(static_cast<std::size_t>(read_header_length(file_)), '\0');
  read_exactly(file_, header);
  values_at_ = file_.position();
  tensors_ = detail::parse_safetensors_header(header, file_.size() - values_at_, file_.path());
}

const StoredTensor& SafetensorsFile::tensor(std::string_view name) const {
  const auto found = std::ranges::find(tensors_, name, &StoredTensor::name);
  if (found != tensors_.end()) return *found;
  constexpr std::size_t kMostListed = 10;
  std::string names;
  for (std::size_t i = 0; i < std::min(tensors_.size(), kMostListed); ++i) {
    names += (i == 0 ? "" : ", ") + quote(tensors_[i].name);
  }
  if (tensors_.size() > kMostListed) names += ", ...";
  throw IoError(fmt::format("{}: has no tensor {}, has {}", path(), quote(name),
                            names.empty() ? "none" : names));
}

void SafetensorsFile::read(const StoredTensor& tensor, std::int64_t offset,
                           std::span<std::byte> out) {
  if (offset < 0 || offset > tensor.byte_size || std::ssize(out) > tensor.byte_size - offset) {
    throw std::logic_error("SafetensorsFile::read: beyond the tensor");
  }
  file_.seek(values_at_ + tensor.begin + offset);
  read_exactly(file_, {reinterpret_cast<char*>(out.data()), out.size()});
}

template <typename T>
std::vector<T> SafetensorsFile::read_vector(std::string_view name) {
  const StoredTensor& found = tensor(name);
  if (found.type != kTypeOf<T> || found.shape.size() != 1) {
    throw IoError(fmt::format("{}: tensor {} is {} of shape {}, expected {} of one dimension",
                              path(), quote(name), found.dtype, shape_text(found.shape),
                              dtype_name(kTypeOf<T>)));
  }
  std::vector<T> values(static_cast<std::size_t>(found.shape[0]));
  read(found, 0, std::as_writable_bytes(std::span(values)));
  return values;
}

template std::vector<float> SafetensorsFile::read_vector(std::string_view);
template std::vector<double> SafetensorsFile::read_vector(std::string_view);
template std::vector<std::int64_t> SafetensorsFile::read_vector(std::string_view);

}  // namespace nmf
