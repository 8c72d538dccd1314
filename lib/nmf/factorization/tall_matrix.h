#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/large_vector.h"
#include "nmf/core/parallel.h"

namespace nmf {

/// A dense matrix of many rows and few columns, row-major, with the few things that a randomized
/// SVD does to it. Memory is not set on construction. Throws std::bad_alloc.
///
/// `columns` is a multiple of kernels::kPanel: callers leave the columns they don't need at zero.
/// Every result is the same bits for any number of threads, and on every processor with FMA.
template <typename T>
class TallMatrix {
 public:
  TallMatrix(std::int64_t rows, std::int64_t columns);

  [[nodiscard]] std::int64_t rows() const { return rows_; }
  [[nodiscard]] std::int64_t columns() const { return columns_; }
  [[nodiscard]] T* row(std::int64_t r) { return data_.get() + r * columns_; }
  [[nodiscard]] const T* row(std::int64_t r) const { return data_.get() + r * columns_; }

  /// *this = A F. \param A [rows, F.rows]
  void set_product(const CsrMatrix<T>& A, const TallMatrix& F, const Threads& threads);

  /// *this = A F - shift * *this. \param A [rows, F.rows]
  void set_shifted_product(const CsrMatrix<T>& A, const TallMatrix& F, T shift,
                           const Threads& threads);

  /// F^T F as [columns, columns], multiplied and added in float64.
  [[nodiscard]] std::vector<double> gram(const Threads& threads) const;

  /// Gives F M to `sink`, which owns nothing, some rows at a time: values [count, columns] from row
  /// `begin` on. The sink is called by several threads at once; it may overwrite those rows of F.
  /// \param M  [columns, columns]
  void multiply(const std::vector<double>& M, const Threads& threads,
                const std::function<void(std::int64_t begin, std::int64_t count, const T* values)>&
                    sink) const;

  /// *this = F M.
  void multiply_in_place(const std::vector<double>& M, const Threads& threads);

 private:
  struct Unmap {
    std::size_t bytes;
    void operator()(T* memory) const { unmap_huge(memory, bytes); }
  };
  std::int64_t rows_, columns_;
  std::unique_ptr<T, Unmap> data_;
};

}  // namespace nmf
