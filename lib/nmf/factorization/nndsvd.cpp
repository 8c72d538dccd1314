#include "nmf/factorization/nndsvd.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "nmf/factorization/normal_values.h"
#include "nmf/factorization/random_streams.h"

namespace nmf {
namespace {

using Index = std::size_t;

constexpr std::int64_t kRows = 512;  // per block; fixed, so that threads never show in a result
constexpr double kSmallest = 1e-6;   // scikit-learn's eps

/// For each column of singular vectors, the squares of its positive and of its negative part.
struct Parts {
  std::vector<double> positive, negative;  ///< [K]
};

Parts parts(const std::vector<double>& F, Index K, const Threads& threads) {
  const auto rows = static_cast<std::int64_t>(F.size() / K);
  const Parts none{std::vector<double>(K, 0.0), std::vector<double>(K, 0.0)};
  std::vector<Parts> of_block(static_cast<Index>((rows + kRows - 1) / kRows), none);
  threads.for_each_range(rows, kRows, [&](std::int64_t begin, std::int64_t end) {
    double* up = of_block[static_cast<Index>(begin / kRows)].positive.data();
    double* down = of_block[static_cast<Index>(begin / kRows)].negative.data();
    for (auto r = static_cast<Index>(begin); r < static_cast<Index>(end); ++r) {
      const double* row = F.data() + r * K;
      for (Index k = 0; k < K; ++k) {
        // Twice the parts, exactly, and without branches: signs come at random.
        const double positive = row[k] + std::abs(row[k]), negative = row[k] - std::abs(row[k]);
        up[k] += positive * positive;
        down[k] += negative * negative;
      }
    }
  });
  Parts all = none;
  for (const Parts& sum : of_block) {
    for (Index k = 0; k < K; ++k) {
      all.positive[k] += sum.positive[k] / 4;
      all.negative[k] += sum.negative[k] / 4;
    }
  }
  return all;
}

/// What makes the columns of a factor of singular vectors: max(scale x, 0), and |scale x| for the
/// first.
struct Scales {
  std::vector<double> of_u, of_v;  ///< [K], negative where the negative parts are taken
};

Scales scales(const TruncatedSvd& svd, const Threads& threads) {
  const auto K = static_cast<Index>(svd.K);
  const Parts u = parts(svd.U, K, threads), v = parts(svd.V, K, threads);
  // The first pair of a non-negative matrix has one sign.
  Scales all{{std::sqrt(svd.S[0])}, {std::sqrt(svd.S[0])}};
  for (Index k = 1; k < K; ++k) {
    const double up_u = std::sqrt(u.positive[k]), up_v = std::sqrt(v.positive[k]);
    const double down_u = std::sqrt(u.negative[k]), down_v = std::sqrt(v.negative[k]);
    const double up = up_u * up_v, down = down_u * down_v;
    const double scale = std::sqrt(svd.S[k] * std::max(up, down));
    const bool positive = up > down;
    all.of_u.push_back(scale == 0 ? 0 : positive ? scale / up_u : -scale / down_u);
    all.of_v.push_back(scale == 0 ? 0 : positive ? scale / up_v : -scale / down_v);
  }
  return all;
}

/// One row of a factor, with `zero` where it has a zero.
template <typename T>
void write_row(const double* F, const double* scale, Index K, T zero, T* out) {
  for (Index k = 0; k < K; ++k) {
    const double value = scale[k] * F[k];
    out[k] = value < kSmallest ? zero : static_cast<T>(value);
  }
  const double first = std::abs(scale[0] * F[0]);
  out[0] = first < kSmallest ? zero : static_cast<T>(first);
}

template <typename T>
void write(const std::vector<double>& F, const std::vector<double>& scale, double mean,
           NndsvdFill fill, const NormalValues& normal, const Threads& threads, std::span<T> out) {
  const Index K = scale.size();
  const T zero = fill == NndsvdFill::mean ? static_cast<T>(mean) : T(0);
  threads.for_each_range(
      static_cast<std::int64_t>(F.size() / K), kRows, [&](std::int64_t begin, std::int64_t end) {
        const Index first = static_cast<Index>(begin) * K, last = static_cast<Index>(end) * K;
        for (Index i = first; i < last; i += K)
          write_row(F.data() + i, scale.data(), K, zero, out.data() + i);
        for (Index i = first; fill == NndsvdFill::random && i < last; ++i)
          if (out[i] == 0)
            out[i] = static_cast<T>(normal.absolute(static_cast<std::int64_t>(i)) * mean / 100);
      });
}

}  // namespace

template <typename T>
void nndsvd(const TruncatedSvd& svd, double mean, NndsvdFill fill, std::uint64_t seed,
            const Threads& threads, std::span<T> W, std::span<T> Ht) {
  const Scales all = scales(svd, threads);
  write(svd.U, all.of_u, mean, fill, NormalValues(seed, streams::kFillW), threads, W);
  write(svd.V, all.of_v, mean, fill, NormalValues(seed, streams::kFillH), threads, Ht);
}

template void nndsvd<float>(const TruncatedSvd&, double, NndsvdFill, std::uint64_t, const Threads&,
                            std::span<float>, std::span<float>);
template void nndsvd<double>(const TruncatedSvd&, double, NndsvdFill, std::uint64_t, const Threads&,
                             std::span<double>, std::span<double>);

}  // namespace nmf
