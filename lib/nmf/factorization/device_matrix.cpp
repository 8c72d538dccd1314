#include "nmf/factorization/device_matrix.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <iterator>

#include "nmf/factorization/dtype.h"

namespace nmf {
namespace {

/// Elements of products that may be alive at once (64 MiB in float32).
constexpr std::int64_t kElements = std::int64_t{1} << 24;

template <typename T>
at::Tensor copied(const std::vector<T>& values, at::ScalarType from, const std::string& device,
                  at::ScalarType to) {
  const auto size = static_cast<std::int64_t>(values.size());
  if (size == 0) return at::empty({0}, at::TensorOptions(to).device(at::Device(device)));
  void* data = const_cast<void*>(static_cast<const void*>(values.data()));
  return at::from_blob(data, {size}, at::TensorOptions(from))
      .to(at::Device(device), to, /*non_blocking=*/false, /*copy=*/true);
}

/// Sums of consecutive rows of `values`. \param start  [n + 1] int64, first 0
at::Tensor segment_sums(const at::Tensor& values, const at::Tensor& start) {
  return at::segment_reduce(values, "sum", {}, {}, start, /*axis=*/0, /*unsafe=*/true,
                            /*initial=*/0);
}

}  // namespace

DeviceMatrix::DeviceMatrix(const CsrMatrix<double>& A, Dtype dtype, const std::string& device)
    : columns_(A.columns),
      start_(copied(A.row_start, at::kLong, device, at::kLong)),
      column_(copied(A.column, at::kInt, device, at::kInt)),
      value_(copied(A.value, at::kDouble, device, scalar_type(dtype))) {
  std::vector<std::int64_t> row_piece = {0};
  for (std::size_t r = 0; r + 1 < A.row_start.size(); ++r) {
    for (std::int64_t i = A.row_start[r]; i < A.row_start[r + 1]; i += kPiece)
      piece_start_.push_back(i);
    row_piece.push_back(std::ssize(piece_start_));
  }
  piece_start_.push_back(A.stored());
  piece_start_there_ = copied(piece_start_, at::kLong, device, at::kLong);
  row_piece_ = copied(row_piece, at::kLong, device, at::kLong);
}

at::Tensor DeviceMatrix::row() const { return at::repeat_interleave(at::diff(start_)); }

at::Tensor DeviceMatrix::times(const at::Tensor& F, const at::Tensor& value) const {
  const std::int64_t K = F.size(1), pieces = std::ssize(piece_start_) - 1;
  const std::int64_t most = std::max(kPiece, kElements / K);
  at::Tensor sums = at::empty({pieces, K}, F.options());
  for (std::int64_t piece = 0; piece < pieces;) {
    const std::int64_t first = piece_start_[static_cast<std::size_t>(piece)];
    const auto past = std::upper_bound(piece_start_.begin(), piece_start_.end(), first + most);
    const std::int64_t next = past - piece_start_.begin() - 1;
    const std::int64_t count = piece_start_[static_cast<std::size_t>(next)] - first;
    const at::Tensor products = F.index_select(0, column_.narrow(0, first, count))
                                    .mul_(value.narrow(0, first, count).unsqueeze(1));
    const at::Tensor start = piece_start_there_.narrow(0, piece, next - piece + 1) - first;
    sums.narrow(0, piece, next - piece).copy_(segment_sums(products, start));
    piece = next;
  }
  return segment_sums(sums, row_piece_);
}

at::Tensor DeviceMatrix::dense_rows(std::int64_t first, std::int64_t count) const {
  const auto begin = start_[first].item<std::int64_t>();
  const std::int64_t size = start_[first + count].item<std::int64_t>() - begin;
  const at::Tensor lengths = at::diff(start_.narrow(0, first, count + 1));
  const at::Tensor place =
      at::repeat_interleave(lengths) * columns_ + column_.narrow(0, begin, size);
  at::Tensor out = at::zeros({count, columns_}, value_.options().dtype(at::kDouble));
  out.view({-1}).scatter_(0, place, value_.narrow(0, begin, size).to(at::kDouble));
  return out;
}

}  // namespace nmf
