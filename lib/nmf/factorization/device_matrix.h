#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// A CSR matrix A on a device, multiplied by ATen's operators with its sums in a fixed order: the
/// same bits in every run on one card. (cuSPARSE adds in whatever order its threads come.)
class DeviceMatrix {
 public:
  /// Stored entries of a row that are added up by one thread, at most.
  static constexpr std::int64_t kPiece = 128;

  DeviceMatrix(const CsrMatrix<double>& A, Dtype dtype, const std::string& device);

  [[nodiscard]] std::int64_t rows() const { return start_.size(0) - 1; }
  [[nodiscard]] std::int64_t stored() const { return value_.size(0); }
  [[nodiscard]] const at::Tensor& column() const { return column_; }  ///< [stored] int32
  [[nodiscard]] const at::Tensor& value() const { return value_; }    ///< [stored]
  [[nodiscard]] at::Tensor row() const;                               ///< [stored] int64

  /// A F, [rows, K], with other values in the stored places. \param F  [columns, K]
  [[nodiscard]] at::Tensor times(const at::Tensor& F, const at::Tensor& value) const;
  [[nodiscard]] at::Tensor times(const at::Tensor& F) const { return times(F, value_); }

  /// Rows first .. first + count, dense, in float64.
  [[nodiscard]] at::Tensor dense_rows(std::int64_t first, std::int64_t count) const;

 private:
  std::int64_t columns_;
  at::Tensor start_, column_, value_;
  // Rows are cut into pieces, so that no thread adds up a long one alone.
  std::vector<std::int64_t> piece_start_;     // in the stored entries; one more than there are
  at::Tensor piece_start_there_, row_piece_;  // the same, and the first piece of each row
};

}  // namespace nmf
