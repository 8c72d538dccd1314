#include "nmf/core/npy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>
#include <functional>
#include <numeric>
#include <stdexcept>

#include "nmf/core/output_file.h"

namespace nmf {

static_assert(std::endian::native == std::endian::little,
              "values are written as they lie in memory");

std::string npy_header(std::string_view type, const std::vector<std::int64_t>& shape) {
  constexpr std::size_t kPreamble = 10;   // magic, version and the length of the dictionary
  constexpr std::size_t kAlignment = 64;  // of the values that follow
  std::string dictionary =
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}{}), }}", type,
                  fmt::join(shape, ", "), shape.size() == 1 ? "," : "");
  const std::size_t used = kPreamble + dictionary.size() + 1;
  dictionary.append((kAlignment - used % kAlignment) % kAlignment, ' ');
  dictionary += '\n';

  std::string header("\x93NUMPY\x01\x00", 8);
  header += static_cast<char>(dictionary.size() & 0xff);
  header += static_cast<char>(dictionary.size() >> 8);
  return header + dictionary;
}

template <NpyElement T>
void write_npy(const std::filesystem::path& path, std::span<const T> values,
               const std::vector<std::int64_t>& shape) {
  const std::int64_t size =
      std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
  if (size != std::ssize(values)) {
    throw std::invalid_argument("write_npy: the shape does not say how many values there are");
  }
  OutputFile file(path);
  file.write(npy_header(npy_type<T>(), shape));
  file.write(std::as_bytes(values));
  file.close();
}

template void write_npy(const std::filesystem::path&, std::span<const float>,
                        const std::vector<std::int64_t>&);
template void write_npy(const std::filesystem::path&, std::span<const double>,
                        const std::vector<std::int64_t>&);
template void write_npy(const std::filesystem::path&, std::span<const std::int32_t>,
                        const std::vector<std::int64_t>&);
template void write_npy(const std::filesystem::path&, std::span<const std::int64_t>,
                        const std::vector<std::int64_t>&);

}  // namespace nmf
