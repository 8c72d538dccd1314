#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "nmf/factorization/cpu_buffer.h"
#include "nmf/factorization/cpu_sums.h"
#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/large_tensor.h"
#include "nmf/factorization/newton_scratch.h"
#include "nmf/factorization/operations.h"
#include "nmf/factorization/stored_entries.h"
#include "nmf/factorization/sweep_gram.h"

namespace nmf {
namespace {

using kernels::gram_stride;
using kernels::kGramRows;
using kernels::kPanel;
using kernels::kSweepRows;
using kernels::padded;

// Block sizes are fixed, so that the number of threads never shows in a result.
constexpr std::int64_t kStrips = 16;        // partial Gram matrices that are added in order
constexpr std::int64_t kGradientRows = 24;  // with K = 100: F, P and a panel fit 32 KiB
constexpr std::int64_t kGradientBlock = 10 * kGradientRows;
constexpr std::int64_t kResidualRows = 96;
constexpr std::int64_t kLongRow = 256;       // stored entries from which on a row is swept alone
constexpr std::int64_t kGroups = 4;          // of rows that are swept together, per block
constexpr std::int64_t kElements = 1 << 14;  // of a factor taken as a vector

/// <P, F> over the columns of F, row by row in order; ATen's sum would depend on the vector width.
template <typename T>
at::Tensor inner_product(const at::Tensor& P, const at::Tensor& F, const Threads& threads) {
  const std::int64_t rows = F.size(0), K = F.size(1), stride = P.size(1);
  const T* p = P.const_data_ptr<T>();
  const T* f = F.const_data_ptr<T>();
  std::vector<double> sums(static_cast<std::size_t>(blocks(rows, kProductRows)), 0.0);
  threads.for_each_block(blocks(rows, kProductRows), [&](std::int64_t block) {
    LaneSums sum;
    const std::int64_t end = std::min(rows, (block + 1) * kProductRows);
    for (std::int64_t r = block * kProductRows; r < end; ++r) sum.add(p + r * stride, f + r * K, K);
    sums[static_cast<std::size_t>(block)] = sum.total();
  });
  double total = 0;
  for (const double sum : sums) total += sum;
  return at::scalar_tensor(total, at::kDouble);
}

/// Terms first .. first + kPanel of H as a panel [K][kPanel] in float64, zero beyond the last term.
template <typename T>
void pack_terms(const T* Ht, std::int64_t terms, std::int64_t K, std::int64_t first,
                double* panel) {
  for (std::int64_t l = 0; l < kernels::kPanel; ++l)
    for (std::int64_t i = 0; i < K; ++i)
      panel[i * kernels::kPanel + l] =
          first + l < terms ? static_cast<double>(Ht[(first + l) * K + i]) : 0.0;
}

template <typename T>
class CpuOperations final : public Operations {
 public:
  CpuOperations(const CsrMatrix<double>& X, const Threads& threads)
      : X_(converted<T>(X)), Xt_(transposed(X_)), threads_(threads) {}

  GramSums gram(const at::Tensor& F) const override {
    const std::int64_t rows = F.size(0), K = F.size(1), stride = gram_stride(K);
    const std::int64_t row_blocks = blocks(rows, kGramRows);
    const std::int64_t strips = std::max<std::int64_t>(1, std::min(kStrips, row_blocks));
    const std::int64_t size = stride * stride + stride;  // one strip: gram, then negative
    const Buffer<double> sums(strips * size);
    const T* data = F.const_data_ptr<T>();
    threads_.for_each_block(strips, [&](std::int64_t strip) {
      const Buffer<T> packed(kGramRows * stride);
      double* gram = sums.data() + strip * size;
      std::fill_n(gram, size, 0.0);
      for (std::int64_t block = row_blocks * strip / strips;
           block < row_blocks * (strip + 1) / strips; ++block) {
        const std::int64_t begin = block * kGramRows;
        table_.gram_block(data + begin * K, std::min(kGramRows, rows - begin), K, packed.data(),
                          gram, gram + stride * stride);
      }
    });
    for (std::int64_t strip = 1; strip < strips; ++strip) {
      const double* from = sums.data() + strip * size;
      for (std::int64_t i = 0; i < K; ++i) {
        for (std::int64_t j = i; j < K; ++j) sums.data()[i * stride + j] += from[i * stride + j];
        sums.data()[stride * stride + i] += from[stride * stride + i];
      }
    }
    return collect(sums.data(), K);
  }

  at::Tensor product(Side side, const at::Tensor& F) const override {
    const CsrMatrix<T>& A = matrix(side);
    const std::int64_t K = F.size(1), stride = padded(K);
    at::Tensor out = pool_.empty({A.rows, stride}, F.scalar_type());
    T* to = out.mutable_data_ptr<T>();
    const T* from = F.const_data_ptr<T>();
    threads_.for_each_block(blocks(A.rows, kProductRows), [&](std::int64_t block) {
      const std::int64_t begin = block * kProductRows;
      table_.sparse_times_factor(rows_of(A), begin, std::min(A.rows, begin + kProductRows), from, K,
                                 to + begin * stride);
    });
    return out;
  }

  at::Tensor inner(const at::Tensor& P, const at::Tensor& F) const override {
    if (F.scalar_type() == at::kDouble) return inner_product<double>(P, F, threads_);
    return inner_product<float>(P, F, threads_);
  }

  at::Tensor gradient(Side side, const at::Tensor& F, const at::Tensor& G, const at::Tensor& other,
                      const at::Tensor& P, double scale, double slope) const override {
    const CsrMatrix<T>& A = matrix(side);
    const std::int64_t K = F.size(1), stride = padded(K);
    const Buffer<T> panels(stride * K);
    kernels::pack_panels(G.const_data_ptr<double>(), K, panels.data());
    at::Tensor out = pool_.empty({A.rows, K}, F.scalar_type());
    const T* f = F.const_data_ptr<T>();
    const T* known = P.defined() ? P.const_data_ptr<T>() : nullptr;
    T* to = out.mutable_data_ptr<T>();
    threads_.for_each_block(blocks(A.rows, kGradientBlock), [&](std::int64_t block) {
      const Buffer<T> scratch(known == nullptr ? kGradientRows * stride : 0);
      const std::int64_t end = std::min(A.rows, (block + 1) * kGradientBlock);
      for (std::int64_t r = block * kGradientBlock; r < end; r += kGradientRows) {
        const std::int64_t next = std::min(end, r + kGradientRows);
        const T* p = known == nullptr ? scratch.data() : known + r * stride;
        if (known == nullptr)
          table_.sparse_times_factor(rows_of(A), r, next, other.const_data_ptr<T>(), K,
                                     scratch.data());
        table_.gradient_block(f + r * K, next - r, K, panels.data(), p, static_cast<T>(scale),
                              static_cast<T>(slope), to + r * K);
      }
    });
    return out;
  }

  Sweep sweep(Side side, at::Tensor F, const at::Tensor& G, const at::Tensor& other,
              Penalty penalty, std::int64_t sweeps, bool measure) const override {
    const CsrMatrix<T>& A = matrix(side);
    const std::int64_t K = F.size(1), stride = padded(K);
    const SweepGram<T> gram(G, penalty);
    const kernels::SweepRules<T> rules = {gram.negative.data(), gram.inverse.data(),
                                          static_cast<T>(penalty.l1), sweeps};
    const bool unshared = F.use_count() == 1;
    Sweep result;
    result.F = unshared ? F : pool_.empty(F.sizes(), F.scalar_type());
    const T* from = F.const_data_ptr<T>();
    const T* b = other.const_data_ptr<T>();
    T* to = result.F.mutable_data_ptr<T>();
    struct Sums {
      double inner = 0, violation = 0;
    };
    std::vector<Sums> sums(static_cast<std::size_t>(blocks(A.rows, kSweepRows)));
    threads_.for_each_block(std::ssize(sums), [&](std::int64_t block) {
      const std::int64_t begin = block * kSweepRows, end = std::min(A.rows, begin + kSweepRows);
      const Buffer<T> product(kSweepRows * stride), scratch(2 * K * kSweepRows);
      Sums& sum = sums[static_cast<std::size_t>(block)];
      table_.sparse_times_factor(rows_of(A), begin, end, b, K, product.data());
      table_.sweep_rows(from + begin * K, end - begin, K, product.data(), rules, scratch.data(),
                        &sum.violation, to + begin * K);
      if (!measure) return;
      LaneSums inner;
      for (std::int64_t r = begin; r < end; ++r)
        inner.add(product.data() + (r - begin) * stride, to + r * K, K);
      sum.inner = inner.total();
    });
    for (const Sums& sum : sums) {
      result.inner += sum.inner;
      result.violation += sum.violation;
    }
    return result;
  }

  GradientNorms gradient_norms(Side side, const at::Tensor& F, const at::Tensor& G,
                               const at::Tensor& other, Penalty penalty) const override {
    const CsrMatrix<T>& A = matrix(side);
    const std::int64_t K = F.size(1), stride = padded(K);
    const Buffer<T> panels(stride * K);
    pack(G, penalty.l2, panels.data());
    const T* f = F.const_data_ptr<T>();
    const T* b = other.const_data_ptr<T>();
    NormSums norms(blocks(A.rows, kGradientBlock), K);
    threads_.for_each_block(blocks(A.rows, kGradientBlock), [&](std::int64_t block) {
      const Buffer<T> product(kGradientRows * stride), gradient(kGradientRows * K);
      const std::int64_t end = std::min(A.rows, (block + 1) * kGradientBlock);
      for (std::int64_t r = block * kGradientBlock; r < end; r += kGradientRows) {
        const std::int64_t rows = std::min(end - r, kGradientRows);
        table_.sparse_times_factor(rows_of(A), r, r + rows, b, K, product.data());
        table_.gradient_block(f + r * K, rows, K, panels.data(), product.data(), T(1), T(0),
                              gradient.data());
        for (std::int64_t i = 0; i < rows; ++i)
          for (std::int64_t k = 0; k < K; ++k) {
            const double g = static_cast<double>(gradient.data()[i * K + k]) + penalty.l1;
            norms.add(block, k, f[(r + i) * K + k] > 0 ? g : std::min(g, 0.0),
                      static_cast<double>(product.data()[i * stride + k]));
          }
      }
    });
    return norms.total();
  }

  Update multiplied(Side side, const at::Tensor& F, const at::Tensor& G, const at::Tensor& other,
                    Penalty penalty) const override {
    const CsrMatrix<T>& A = matrix(side);
    const std::int64_t K = F.size(1), stride = padded(K);
    const Buffer<T> panels(stride * K);
    pack(G, penalty.l2, panels.data());
    const kernels::MultiplyRules<T> rules = {0, static_cast<T>(kEpsilon), kLeast<T>};
    // What gradient_block subtracts.
    const std::vector<T> minus_l1(static_cast<std::size_t>(kGradientRows * stride),
                                  static_cast<T>(-penalty.l1));
    Update result = {pool_.empty(F.sizes(), F.scalar_type()), {}};
    const T* from = F.const_data_ptr<T>();
    const T* b = other.const_data_ptr<T>();
    T* to = result.F.mutable_data_ptr<T>();
    std::vector<double> inner(static_cast<std::size_t>(blocks(A.rows, kGradientBlock)));
    threads_.for_each_block(std::ssize(inner), [&](std::int64_t block) {
      const Buffer<T> product(kGradientRows * stride), denominator(kGradientRows * K);
      const std::int64_t end = std::min(A.rows, (block + 1) * kGradientBlock);
      LaneSums sum;
      for (std::int64_t r = block * kGradientBlock; r < end; r += kGradientRows) {
        const std::int64_t rows = std::min(end - r, kGradientRows);
        table_.sparse_times_factor(rows_of(A), r, r + rows, b, K, product.data());
        table_.gradient_block(from + r * K, rows, K, panels.data(), minus_l1.data(), T(1), T(0),
                              denominator.data());
        for (std::int64_t i = 0; i < rows; ++i)
          sum.add(product.data() + i * stride, from + (r + i) * K, K);
        std::copy_n(from + r * K, rows * K, to + r * K);
        table_.multiply_rows(to + r * K, rows, K, product.data(), denominator.data(), K, rules);
      }
      inner[static_cast<std::size_t>(block)] = sum.total();
    });
    result.before.inner = std::accumulate(inner.begin(), inner.end(), 0.0);
    return result;
  }

  Update multiplied_divergence(Side side, const at::Tensor& F, const at::Tensor& sums,
                               const at::Tensor& other, Penalty penalty, double least,
                               bool measure) const override {
    const std::int64_t K = F.size(1);
    const kernels::MultiplyRules<T> rules = {static_cast<T>(penalty.l2), static_cast<T>(kEpsilon),
                                             std::max(static_cast<T>(least), kLeast<T>)};
    const std::vector<T> denominator = denominators(sums, penalty.l1);
    Update result = {pool_.empty(F.sizes(), F.scalar_type()), {}};
    const T* from = F.const_data_ptr<T>();
    T* to = result.F.mutable_data_ptr<T>();
    result.before = stored_.for_each_ratio(
        matrix(side), F, other, measure,
        [&](std::int64_t /*block*/, std::int64_t r, std::int64_t rows, const T* numerator) {
          std::copy_n(from + r * K, rows * K, to + r * K);
          table_.multiply_rows(to + r * K, rows, K, numerator, denominator.data(), 0, rules);
        });
    return result;
  }

  DivergenceSweep sweep_divergence(Side side, const at::Tensor& F, const at::Tensor& sums,
                                   const at::Tensor& other, Penalty penalty, std::int64_t sweeps,
                                   bool measure) const override {
    const CsrMatrix<T>& A = matrix(side);
    const std::vector<T> with_l1 = denominators(sums, penalty.l1);
    const kernels::NewtonRules<T> rules = {with_l1.data(), static_cast<T>(penalty.l2),
                                           static_cast<T>(kEpsilon), kLeast<T>, sweeps};
    std::vector<std::int32_t>& order = side == Side::documents ? order_ : order_t_;
    if (order.empty()) order = by_length(A);
    std::int64_t alone = 0;  // rows too long to share vectors
    while (alone < A.rows &&
           StoredEntries<T>::length(A, order[static_cast<std::size_t>(alone)]) > kLongRow)
      ++alone;

    DivergenceSweep result = {pool_.empty(F.sizes(), F.scalar_type()), {}, 0};
    const T* from = F.const_data_ptr<T>();
    T* to = result.F.mutable_data_ptr<T>();
    const std::int64_t count = alone + blocks(A.rows - alone, kGroups * kPanel);
    std::vector<DivergenceSweep> of_block(static_cast<std::size_t>(count));
    threads_.for_each_block(count, [&](std::int64_t block) {
      NewtonScratch<T> scratch;
      DivergenceSweep& sum = of_block[static_cast<std::size_t>(block)];
      const auto sweep = [&](std::int64_t begin, std::int64_t end, bool one_row) {
        stored_.sweep_together(A, {order.data() + begin, order.data() + end}, one_row, from, other,
                               rules, measure, scratch, to, sum);
      };
      if (block < alone) {
        sweep(block, block + 1, true);
        return;
      }
      const std::int64_t begin = alone + (block - alone) * kGroups * kPanel;
      const std::int64_t end = std::min(A.rows, begin + kGroups * kPanel);
      for (std::int64_t r = begin; r < end; r += kPanel) sweep(r, std::min(end, r + kPanel), false);
    });
    for (const DivergenceSweep& sum : of_block) {
      result.before.inner += sum.before.inner;
      result.before.divergence += sum.before.divergence;
      result.violation += sum.violation;
    }
    return result;
  }

  GradientNorms divergence_gradient_norms(Side side, const at::Tensor& F, const at::Tensor& sums,
                                          const at::Tensor& other, Penalty penalty) const override {
    const std::int64_t K = F.size(1), stride = padded(K);
    const T* f = F.const_data_ptr<T>();
    const double* sum = sums.const_data_ptr<double>();
    NormSums norms(blocks(F.size(0), kProductRows), K);
    stored_.for_each_ratio(
        matrix(side), F, other, false,
        [&](std::int64_t block, std::int64_t first, std::int64_t rows, const T* numerator) {
          for (std::int64_t i = 0; i < rows; ++i)
            for (std::int64_t k = 0; k < K; ++k) {
              const T x = f[(first + i) * K + k];
              const auto p = static_cast<double>(numerator[i * stride + k]);
              const double g = sum[k] + penalty.l1 + penalty.l2 * static_cast<double>(x) - p;
              norms.add(block, k, x > 0 ? g : std::min(g, 0.0), p);
            }
        });
    return norms.total();
  }

  Stored stored(const at::Tensor& F, const at::Tensor& Ht, bool measure) const override {
    const T* f = F.const_data_ptr<T>();
    std::vector<Stored> sums(static_cast<std::size_t>(blocks(X_.rows, kProductRows)));
    threads_.for_each_block(std::ssize(sums), [&](std::int64_t block) {
      const std::int64_t begin = block * kProductRows;
      const std::int64_t end = std::min(X_.rows, begin + kProductRows);
      const Buffer<T> wh(StoredEntries<T>::between(X_, begin, end));
      stored_.products(X_, begin, end, f, Ht, wh.data());
      sums[static_cast<std::size_t>(block)] =
          StoredEntries<T>::compared(X_, begin, end, wh.data(), measure);
    });
    return StoredEntries<T>::added(sums);
  }

  at::Tensor column_sums(const at::Tensor& F) const override {
    const std::int64_t K = F.size(1);
    const std::int64_t count = blocks(F.size(0), kGradientBlock);
    const T* f = F.const_data_ptr<T>();
    std::vector<double> sums(static_cast<std::size_t>(count * K), 0.0);
    threads_.for_each_range(F.size(0), kGradientBlock, [&](std::int64_t begin, std::int64_t end) {
      double* sum = sums.data() + begin / kGradientBlock * K;
      for (std::int64_t r = begin; r < end; ++r)
        for (std::int64_t k = 0; k < K; ++k) sum[k] += static_cast<double>(f[r * K + k]);
    });
    at::Tensor out = at::zeros({K}, at::kDouble);
    for (std::int64_t block = 0; block < count; ++block)
      for (std::int64_t k = 0; k < K; ++k)
        out.mutable_data_ptr<double>()[k] += sums[static_cast<std::size_t>(block * K + k)];
    return out;
  }

  at::Tensor extrapolated(const at::Tensor& F, at::Tensor last, double beta,
                          const at::Tensor& scale) const override {
    const std::int64_t K = F.size(1);
    const bool unshared = last.use_count() == 1;
    at::Tensor out = unshared ? last : pool_.empty(F.sizes(), F.scalar_type());
    const at::Tensor scales =
        scale.defined() ? scale.to(F.scalar_type()).contiguous() : at::ones({K}, F.scalar_type());
    const T* c = scales.const_data_ptr<T>();
    const T* f = F.const_data_ptr<T>();
    const T* l = last.const_data_ptr<T>();
    T* to = out.mutable_data_ptr<T>();
    const auto b = static_cast<T>(beta);
    threads_.for_each_range(F.size(0), kGradientBlock, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t r = begin; r < end; ++r)
        for (std::int64_t i = r * K; i < (r + 1) * K; ++i)
          to[i] = std::max(f[i] + b * (f[i] - c[i - r * K] * l[i]), T(0));
    });
    return out;
  }

  double sum(const at::Tensor& F) const override {
    const T* f = F.const_data_ptr<T>();
    std::vector<double> sums(static_cast<std::size_t>(blocks(F.numel(), kElements)), 0.0);
    threads_.for_each_range(F.numel(), kElements, [&](std::int64_t begin, std::int64_t end) {
      double& sum = sums[static_cast<std::size_t>(begin / kElements)];
      for (std::int64_t i = begin; i < end; ++i) sum += static_cast<double>(f[i]);
    });
    return std::accumulate(sums.begin(), sums.end(), 0.0);
  }

  double residual(const at::Tensor& F, const at::Tensor& Ht) const override {
    std::vector<double> squares(static_cast<std::size_t>(X_.rows), 0.0);
    threads_.for_each_block(blocks(X_.rows, kResidualRows), [&](std::int64_t block) {
      const std::int64_t begin = block * kResidualRows;
      residual_block(F, Ht, begin, std::min(X_.rows, begin + kResidualRows), squares.data());
    });
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
  }

 private:
  /// squares[r] = ||row r of X - W H||^2 for documents [begin, end), a panel of terms at a time.
  void residual_block(const at::Tensor& F, const at::Tensor& Ht, std::int64_t begin,
                      std::int64_t end, double* squares) const {
    const std::int64_t K = F.size(1), V = X_.columns;
    const Buffer<double> rows((end - begin) * K), panel(K * kPanel), out((end - begin) * kPanel);
    std::copy_n(F.const_data_ptr<T>() + begin * K, (end - begin) * K, rows.data());
    std::vector<std::int64_t> next(X_.row_start.begin() + begin, X_.row_start.begin() + end);
    for (std::int64_t first = 0; first < V; first += kPanel) {
      pack_terms(Ht.const_data_ptr<T>(), V, K, first, panel.data());
      kernels::table<double>().factor_times_panel(rows.data(), end - begin, K, panel.data(),
                                                  out.data());
      for (std::int64_t r = begin; r < end; ++r) {
        double* row = out.data() + (r - begin) * kPanel;
        const std::int64_t stop = X_.row_start[static_cast<std::size_t>(r + 1)];
        for (std::int64_t& i = next[static_cast<std::size_t>(r - begin)];
             i < stop && X_.column[static_cast<std::size_t>(i)] < first + kPanel; ++i)
          row[X_.column[static_cast<std::size_t>(i)] - first] -=
              static_cast<double>(X_.value[static_cast<std::size_t>(i)]);
        for (std::int64_t l = 0; l < kPanel; ++l) squares[r] += row[l] * row[l];
      }
    }
  }

  const CsrMatrix<T>& matrix(Side side) const { return side == Side::documents ? X_ : Xt_; }

  /// G with l2 on its diagonal, as gradient_block wants it.
  static void pack(const at::Tensor& G, double l2, T* panels) {
    const at::Tensor with_l2 = G.clone();
    with_l2.diagonal().add_(l2);
    kernels::pack_panels(with_l2.const_data_ptr<double>(), G.size(0), panels);
  }

  static std::vector<T> denominators(const at::Tensor& sums, double l1) {
    std::vector<T> out;
    for (std::int64_t k = 0; k < sums.size(0); ++k)
      out.push_back(static_cast<T>(sums.const_data_ptr<double>()[k] + l1));
    return out;
  }

  /// The upper tiles of `sums` as a full symmetric tensor, and the sum of its negative part.
  static GramSums collect(const double* sums, std::int64_t K) {
    const std::int64_t stride = gram_stride(K);
    at::Tensor gram = at::empty({K, K}, at::kDouble);
    double* to = gram.mutable_data_ptr<double>();
    double negative = 0;
    for (std::int64_t i = 0; i < K; ++i) {
      negative += sums[stride * stride + i];
      for (std::int64_t j = i; j < K; ++j) to[i * K + j] = to[j * K + i] = sums[i * stride + j];
    }
    return {gram, at::scalar_tensor(negative, at::kDouble)};
  }

  CsrMatrix<T> X_, Xt_;
  const Threads& threads_;
  mutable TensorPool pool_;
  mutable std::vector<std::int32_t> order_, order_t_;  // by_length, when first needed
  const kernels::Table<T>& table_ = kernels::table<T>();
  const StoredEntries<T> stored_{threads_};
};

}  // namespace

std::unique_ptr<Operations> make_cpu_operations(const CsrMatrix<double>& X, Dtype dtype,
                                                const Threads& threads) {
  if (dtype == Dtype::float64) return std::make_unique<CpuOperations<double>>(X, threads);
  return std::make_unique<CpuOperations<float>>(X, threads);
}

}  // namespace nmf
