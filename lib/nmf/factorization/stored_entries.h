#pragma once

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/cpu_buffer.h"
#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/newton_scratch.h"
#include "nmf/factorization/operations.h"

namespace nmf {

constexpr std::int64_t kProductRows = 64;  // rows of a sparse product per block

template <typename T>
kernels::SparseRows<T> rows_of(const CsrMatrix<T>& A) {
  return {A.row_start.data(), A.column.data(), A.value.data()};
}

/// What the Kullback-Leibler divergence asks of X and W H where X is stored, for a few rows at a
/// time.
template <typename T>
class StoredEntries {
 public:
  using Stored = Operations::Stored;

  explicit StoredEntries(const Threads& threads) : threads_(threads) {}

  static std::int64_t length(const CsrMatrix<T>& A, std::int64_t row) {
    return between(A, row, row + 1);
  }

  /// Sweeps over at most kernels::kPanel rows, the first the longest, or over one.
  void sweep_together(const CsrMatrix<T>& A, std::span<const std::int32_t> rows, bool one_row,
                      const T* from, const at::Tensor& other, const kernels::NewtonRules<T>& rules,
                      bool measure, NewtonScratch<T>& scratch, T* to,
                      Operations::DivergenceSweep& sum) const {
    const std::int64_t K = other.size(1), longest = length(A, rows[0]);
    const kernels::NewtonLanes<T> lanes =
        scratch.lanes(one_row ? blocks(longest, kernels::kPanel) : longest, K);
    // Entry i of a row: in one lane below each other, or spread over all of them.
    const std::int64_t step = one_row ? 1 : kernels::kPanel;
    const T* b = other.const_data_ptr<T>();
    std::vector<T> wh(static_cast<std::size_t>(longest));
    for (std::int64_t lane = 0; lane < std::ssize(rows); ++lane) {
      const std::int64_t r = rows[static_cast<std::size_t>(lane)];
      products(A, r, r + 1, from, other, wh.data());
      const Stored here = compared(A, r, r + 1, wh.data(), measure);
      sum.before.inner += here.inner;
      sum.before.divergence += here.divergence;
      const std::int64_t start = A.row_start[static_cast<std::size_t>(r)];
      for (std::int64_t i = 0; i < length(A, r); ++i) {
        const auto at = static_cast<std::size_t>(i * step + lane);
        const auto entry = static_cast<std::size_t>(start + i);
        scratch.other[at] = b + A.column[entry] * K;
        scratch.x[at] = A.value[entry];
        scratch.wh[at] = wh[static_cast<std::size_t>(i)];
      }
      for (std::int64_t k = 0; k < K; ++k)
        for (std::int64_t l = lane; l < (one_row ? kernels::kPanel : lane + 1); ++l)
          lanes.F[k * kernels::kPanel + l] = from[r * K + k];
    }
    T violation[kernels::kPanel] = {};
    (one_row ? table_.newton_row : table_.newton_rows)(lanes, K, rules, scratch.panel.data(),
                                                       violation);
    for (std::int64_t lane = 0; lane < std::ssize(rows); ++lane) {
      sum.violation += static_cast<double>(violation[lane]);
      T* row = to + rows[static_cast<std::size_t>(lane)] * K;
      for (std::int64_t k = 0; k < K; ++k) row[k] = lanes.F[k * kernels::kPanel + lane];
    }
  }

  static std::int64_t between(const CsrMatrix<T>& A, std::int64_t begin, std::int64_t end) {
    return A.row_start[static_cast<std::size_t>(end)] -
           A.row_start[static_cast<std::size_t>(begin)];
  }

  /// wh of the stored entries of rows [begin, end).
  void products(const CsrMatrix<T>& A, std::int64_t begin, std::int64_t end, const T* f,
                const at::Tensor& other, T* wh) const {
    const std::int64_t K = other.size(1);
    table_.stored_products(rows_of(A), begin, end, f + begin * K, other.const_data_ptr<T>(), K, wh);
  }

  /// \param wh  of the stored entries of rows [begin, end)
  static Stored compared(const CsrMatrix<T>& A, std::int64_t begin, std::int64_t end, const T* wh,
                         bool measure) {
    const T* x = A.value.data() + A.row_start[static_cast<std::size_t>(begin)];
    const std::int64_t count = between(A, begin, end);
    Stored sum;
    for (std::int64_t i = 0; i < count; ++i)
      sum.inner += static_cast<double>(x[i]) * static_cast<double>(wh[i]);
    for (std::int64_t i = 0; measure && i < count; ++i) {
      const auto value = static_cast<double>(x[i]);
      if (value > Operations::kEpsilon)
        sum.divergence +=
            value * std::log(value / std::max(static_cast<double>(wh[i]), Operations::kEpsilon)) -
            value;
    }
    return sum;
  }

  static Stored added(const std::vector<Stored>& sums) {
    Stored total;
    for (const Stored& sum : sums) {
      total.inner += sum.inner;
      total.divergence += sum.divergence;
    }
    return total;
  }

  /// Calls body(block, first row, rows, (A / F other^T) other of these, padded) for a few rows at a
  /// time; within a block of kProductRows in order.
  template <typename Body>
  Stored for_each_ratio(const CsrMatrix<T>& A, const at::Tensor& F, const at::Tensor& other,
                        bool measure, const Body& body) const {
    const std::int64_t K = F.size(1);
    const T* f = F.const_data_ptr<T>();
    std::vector<Stored> sums(static_cast<std::size_t>(blocks(A.rows, kProductRows)));
    threads_.for_each_block(std::ssize(sums), [&](std::int64_t block) {
      const Buffer<T> numerator(kDivergenceRows * kernels::padded(K));
      std::vector<T> wh;
      Stored& sum = sums[static_cast<std::size_t>(block)];
      const std::int64_t end = std::min(A.rows, (block + 1) * kProductRows);
      for (std::int64_t r = block * kProductRows; r < end; r += kDivergenceRows) {
        const std::int64_t next = std::min(end, r + kDivergenceRows);
        const std::int64_t offset = A.row_start[static_cast<std::size_t>(r)];
        const std::int64_t count = between(A, r, next);
        if (std::ssize(wh) < count) wh.resize(static_cast<std::size_t>(count));
        products(A, r, next, f, other, wh.data());
        const Stored here = compared(A, r, next, wh.data(), measure);
        sum.inner += here.inner;
        sum.divergence += here.divergence;
        const T* x = A.value.data() + offset;
        for (std::int64_t i = 0; i < count; ++i)
          wh[static_cast<std::size_t>(i)] = x[i] / std::max(wh[static_cast<std::size_t>(i)],
                                                            static_cast<T>(Operations::kEpsilon));
        std::int64_t start[kDivergenceRows + 1];
        for (std::int64_t i = r; i <= next; ++i)
          start[i - r] = A.row_start[static_cast<std::size_t>(i)] - offset;
        table_.sparse_times_factor({start, A.column.data() + offset, wh.data()}, 0, next - r,
                                   other.const_data_ptr<T>(), K, numerator.data());
        body(block, r, next - r, numerator.data());
      }
    });
    return added(sums);
  }

 private:
  static constexpr std::int64_t kDivergenceRows = 8;  // whose products are met twice, in the cache

  const Threads& threads_;
  const kernels::Table<T>& table_ = kernels::table<T>();
};

}  // namespace nmf
