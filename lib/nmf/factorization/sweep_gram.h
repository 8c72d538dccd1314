#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "nmf/factorization/cpu_buffer.h"
#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/operations.h"

namespace nmf {

/// A Gram matrix as SweepRules wants it.
template <typename T>
struct SweepGram {
  std::vector<T> negative, inverse;

  /// \param G  [K, K] float64
  SweepGram(const at::Tensor& G, Operations::Penalty penalty)
      : SweepGram(G.const_data_ptr<double>(), G.size(0), penalty) {}

  SweepGram(const double* g, std::int64_t K, Operations::Penalty penalty) {
    // So long a step against l1 ends at 0.
    const T flat = penalty.l1 >= Operations::kLeastPrice ? static_cast<T>(0x1p100) : T(0);
    negative.assign(
        static_cast<std::size_t>(blocks(K, kernels::kSweepColumns) * K * kernels::kSweepColumns),
        T(0));
    inverse.assign(static_cast<std::size_t>(K), flat);
    for (std::int64_t k = 0; k < K; ++k) {
      const double diagonal = g[k * K + k] + penalty.l2;
      if (diagonal >= Operations::kLeastSquare<T>)
        inverse[static_cast<std::size_t>(k)] = static_cast<T>(1 / diagonal);
      T* tile = negative.data() + k / kernels::kSweepColumns * K * kernels::kSweepColumns +
                k % kernels::kSweepColumns;
      for (std::int64_t i = 0; i < K; ++i)
        tile[i * kernels::kSweepColumns] = -static_cast<T>(i == k ? diagonal : g[i * K + k]);
    }
  }
};

}  // namespace nmf
