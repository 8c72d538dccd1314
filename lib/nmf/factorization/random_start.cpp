#include "nmf/factorization/random_start.h"

#include <cmath>

#include "nmf/factorization/normal_values.h"
#include "nmf/factorization/random_streams.h"

namespace nmf {
namespace {

constexpr std::int64_t kBlock = 1 << 15;

template <typename T>
void draw(const NormalValues& normal, double scale, const Threads& threads, std::span<T> values) {
  threads.for_each_range(
      static_cast<std::int64_t>(values.size()), kBlock, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
          values[static_cast<std::size_t>(i)] = static_cast<T>(scale * normal.absolute(i));
      });
}

}  // namespace

template <typename T>
void random_start(double mean, std::int64_t K, std::uint64_t seed, const Threads& threads,
                  std::span<T> W, std::span<T> Ht) {
  const double scale = std::sqrt(mean / static_cast<double>(K));
  draw(NormalValues(seed, streams::kRandomW), scale, threads, W);
  draw(NormalValues(seed, streams::kRandomH), scale, threads, Ht);
}

template void random_start<float>(double, std::int64_t, std::uint64_t, const Threads&,
                                  std::span<float>, std::span<float>);
template void random_start<double>(double, std::int64_t, std::uint64_t, const Threads&,
                                   std::span<double>, std::span<double>);

}  // namespace nmf
