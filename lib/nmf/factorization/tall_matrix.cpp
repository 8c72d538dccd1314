#include "nmf/factorization/tall_matrix.h"

#include <algorithm>

#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/wide_gram.h"

namespace nmf {
namespace {

using kernels::kPanel;

// Block sizes are fixed, so that the number of threads never shows in a result.
constexpr std::int64_t kProductRows = 64;

template <typename T>
std::vector<T> scratch(std::int64_t size) {
  return std::vector<T>(static_cast<std::size_t>(size));
}

/// Rows begin .. end of A F. \param F  [A.columns, columns]
template <typename T>
void product_rows(const CsrMatrix<T>& A, const T* F, std::int64_t columns, std::int64_t begin,
                  std::int64_t end, T* out) {
  const kernels::SparseRows<T> rows{A.row_start.data(), A.column.data(), A.value.data()};
  kernels::table<T>().sparse_times_factor(rows, begin, end, F, columns, out);
}

}  // namespace

template <typename T>
TallMatrix<T>::TallMatrix(std::int64_t rows, std::int64_t columns)
    : rows_(rows),
      columns_(columns),
      data_(nullptr,
            {static_cast<std::size_t>(std::max<std::int64_t>(rows * columns, 1)) * sizeof(T)}) {
  data_.reset(static_cast<T*>(map_huge(data_.get_deleter().bytes)));
}

template <typename T>
void TallMatrix<T>::set_product(const CsrMatrix<T>& A, const TallMatrix& F,
                                const Threads& threads) {
  threads.for_each_range(rows_, kProductRows, [&](std::int64_t begin, std::int64_t end) {
    product_rows(A, F.row(0), columns_, begin, end, row(begin));
  });
}

template <typename T>
void TallMatrix<T>::set_shifted_product(const CsrMatrix<T>& A, const TallMatrix& F, T shift,
                                        const Threads& threads) {
  threads.for_each_range(rows_, kProductRows, [&](std::int64_t begin, std::int64_t end) {
    auto product = scratch<T>(kProductRows * columns_);
    product_rows(A, F.row(0), columns_, begin, end, product.data());
    T* out = row(begin);
    for (std::int64_t i = 0; i < (end - begin) * columns_; ++i)
      out[i] = product[static_cast<std::size_t>(i)] - shift * out[i];
  });
}

template <typename T>
std::vector<double> TallMatrix<T>::gram(const Threads& threads) const {
  return wide_gram(row(0), rows_, columns_, threads);
}

template <typename T>
void TallMatrix<T>::multiply(
    const std::vector<double>& M, const Threads& threads,
    const std::function<void(std::int64_t, std::int64_t, const T*)>& sink) const {
  constexpr std::int64_t kRows = 96;
  auto panels = scratch<T>(columns_ * columns_);
  kernels::pack_panels(M.data(), columns_, panels.data());
  threads.for_each_range(rows_, kRows, [&](std::int64_t begin, std::int64_t end) {
    const std::int64_t count = end - begin;
    auto part = scratch<T>(kRows * kPanel), product = scratch<T>(kRows * columns_);
    for (std::int64_t j = 0; j < columns_; j += kPanel) {
      kernels::table<T>().factor_times_panel(row(begin), count, columns_,
                                             panels.data() + j * columns_, part.data());
      for (std::int64_t r = 0; r < count; ++r)
        std::copy_n(part.data() + r * kPanel, kPanel, product.data() + r * columns_ + j);
    }
    sink(begin, count, product.data());
  });
}

template <typename T>
void TallMatrix<T>::multiply_in_place(const std::vector<double>& M, const Threads& threads) {
  multiply(M, threads, [this](std::int64_t begin, std::int64_t count, const T* values) {
    std::copy_n(values, count * columns_, row(begin));
  });
}

template class TallMatrix<float>;
template class TallMatrix<double>;

}  // namespace nmf
