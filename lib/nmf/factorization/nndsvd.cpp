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
    Parts& sum = of_block[static_cast<Index>(begin / kRows)];
    for (auto r = static_cast<Index>(begin); r < static_cast<Index>(end); ++r) {
      for (Index k = 0; k < K; ++k) {
        const double x = F[r * K + k], up = std::max(x, 0.0), down = std::min(x, 0.0);
        sum.positive[k] += up * up;
        sum.negative[k] += down * down;
      }
    }
  });
  Parts all = none;
  for (const Parts& sum : of_block) {
    for (Index k = 0; k < K; ++k) {
      all.positive[k] += sum.positive[k];
      all.negative[k] += sum.negative[k];
    }
  }
  return all;
}

/// What a component makes of its vectors: max(sign x, 0) times these, |x| for the first.
struct Component {
  double sign, of_u, of_v;
};

std::vector<Component> components(const TruncatedSvd& svd, const Threads& threads) {
  const auto K = static_cast<Index>(svd.K);
  const Parts u = parts(svd.U, K, threads), v = parts(svd.V, K, threads);
  // The first pair of a non-negative matrix has one sign.
  std::vector<Component> all{{1, std::sqrt(svd.S[0]), std::sqrt(svd.S[0])}};
  for (Index k = 1; k < K; ++k) {
    const double up_u = std::sqrt(u.positive[k]), up_v = std::sqrt(v.positive[k]);
    const double down_u = std::sqrt(u.negative[k]), down_v = std::sqrt(v.negative[k]);
    const double up = up_u * up_v, down = down_u * down_v;
    const double scale = std::sqrt(svd.S[k] * std::max(up, down));
    if (scale == 0) {
      all.push_back({1, 0, 0});
    } else if (up > down) {
      all.push_back({1, scale / up_u, scale / up_v});
    } else {
      all.push_back({-1, scale / down_u, scale / down_v});
    }
  }
  return all;
}

/// Writes one factor. \param of  what of the component belongs to it
template <typename T>
void write(const std::vector<double>& F, const std::vector<Component>& components,
           double Component::*of, double mean, NndsvdFill fill, const NormalValues& normal,
           const Threads& threads, std::span<T> out) {
  const Index K = components.size();
  const auto zero = [&](Index i) {
    if (fill == NndsvdFill::zeros) return 0.0;
    if (fill == NndsvdFill::mean) return mean;
    return normal.absolute(static_cast<std::int64_t>(i)) * mean / 100;
  };
  threads.for_each_range(
      static_cast<std::int64_t>(F.size() / K), kRows, [&](std::int64_t begin, std::int64_t end) {
        for (auto r = static_cast<Index>(begin); r < static_cast<Index>(end); ++r) {
          for (Index k = 0; k < K; ++k) {
            const double x = F[r * K + k];
            const double part = k == 0 ? std::abs(x) : std::max(components[k].sign * x, 0.0);
            const double value = part * components[k].*of;
            out[r * K + k] = static_cast<T>(value < kSmallest ? zero(r * K + k) : value);
          }
        }
      });
}

}  // namespace

template <typename T>
void nndsvd(const TruncatedSvd& svd, double mean, NndsvdFill fill, std::uint64_t seed,
            const Threads& threads, std::span<T> W, std::span<T> Ht) {
  const std::vector<Component> all = components(svd, threads);
  write(svd.U, all, &Component::of_u, mean, fill, NormalValues(seed, streams::kFillW), threads, W);
  write(svd.V, all, &Component::of_v, mean, fill, NormalValues(seed, streams::kFillH), threads, Ht);
}

template void nndsvd<float>(const TruncatedSvd&, double, NndsvdFill, std::uint64_t, const Threads&,
                            std::span<float>, std::span<float>);
template void nndsvd<double>(const TruncatedSvd&, double, NndsvdFill, std::uint64_t, const Threads&,
                             std::span<double>, std::span<double>);

}  // namespace nmf
