#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/factorization/kernels/kernels.h"

namespace nmf {

/// The rows of a matrix by the number of stored entries, most first: neighbours can be lanes of the
/// same vectors.
template <typename T>
std::vector<std::int32_t> by_length(const CsrMatrix<T>& A) {
  std::vector<std::int32_t> rows(static_cast<std::size_t>(A.rows));
  std::iota(rows.begin(), rows.end(), 0);
  const auto length = [&](std::int32_t r) {
    return A.row_start[static_cast<std::size_t>(r) + 1] - A.row_start[static_cast<std::size_t>(r)];
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::int32_t a, std::int32_t b) { return length(a) > length(b); });
  return rows;
}

/// Rows of a factor laid out for the kernels that sweep over the divergence; used again and again.
template <typename T>
struct NewtonScratch {
  std::vector<const T*> other;
  std::vector<T> x, wh, F, panel, nowhere;

  kernels::NewtonLanes<T> lanes(std::int64_t n, std::int64_t K) {
    const auto size = static_cast<std::size_t>(n * kernels::kPanel);
    nowhere.assign(static_cast<std::size_t>(K), T(0));
    other.assign(size, nowhere.data());
    x.assign(size, T(0));
    wh.assign(size, T(1));
    F.assign(static_cast<std::size_t>(K * kernels::kPanel), T(0));
    if (panel.size() < size * kernels::kPanel) panel.resize(size * kernels::kPanel);
    return {n, other.data(), x.data(), wh.data(), F.data()};
  }
};

}  // namespace nmf
