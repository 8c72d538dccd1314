#include "nmf/factorization/wide_gram.h"

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "nmf/factorization/kernels/kernels.h"

namespace nmf {
namespace {

using kernels::gram_stride;
using kernels::kGramRows;

constexpr std::int64_t kStrips = 16;  // partial Gram matrices that are added in order; fixed

std::vector<double> scratch(std::int64_t size) {
  return std::vector<double>(static_cast<std::size_t>(size));
}

/// `count` values in float64: themselves, or a copy in `space`.
template <typename T>
const double* as_double(const T* values, std::int64_t count, std::vector<double>& space) {
  if constexpr (std::is_same_v<T, double>) {
    return values;
  } else {
    std::copy_n(values, count, space.data());
    return space.data();
  }
}

}  // namespace

template <typename T>
std::vector<double> wide_gram(const T* F, std::int64_t rows, std::int64_t columns,
                              const Threads& threads) {
  const std::int64_t stride = gram_stride(columns);
  const std::int64_t blocks = (rows + kGramRows - 1) / kGramRows;
  const std::int64_t strips = std::max<std::int64_t>(1, std::min(kStrips, blocks));
  auto sums = scratch(strips * stride * stride);
  threads.for_each_block(strips, [&](std::int64_t strip) {
    auto packed = scratch(kGramRows * stride), negative = scratch(kernels::padded(columns));
    auto space = scratch(std::is_same_v<T, double> ? 0 : kGramRows * columns);
    for (std::int64_t block = blocks * strip / strips; block < blocks * (strip + 1) / strips;
         ++block) {
      const std::int64_t begin = block * kGramRows, count = std::min(kGramRows, rows - begin);
      kernels::table<double>().gram_block(as_double(F + begin * columns, count * columns, space),
                                          count, columns, packed.data(),
                                          sums.data() + strip * stride * stride, negative.data());
    }
  });
  auto gram = scratch(columns * columns);
  for (std::int64_t i = 0; i < columns; ++i) {
    for (std::int64_t j = i; j < columns; ++j) {
      double sum = 0;
      for (std::int64_t strip = 0; strip < strips; ++strip)
        sum += sums[static_cast<std::size_t>((strip * stride + i) * stride + j)];
      gram[static_cast<std::size_t>(i * columns + j)] = sum;
      gram[static_cast<std::size_t>(j * columns + i)] = sum;
    }
  }
  return gram;
}

template std::vector<double> wide_gram(const float*, std::int64_t, std::int64_t, const Threads&);
template std::vector<double> wide_gram(const double*, std::int64_t, std::int64_t, const Threads&);

}  // namespace nmf
