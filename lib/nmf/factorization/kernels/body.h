// The kernels of kernels.h, once per instruction set. Included inside a namespace of its own by
// each kernels_*.cpp. Raw pointers only: an inline function of the standard library compiled here
// for AVX could be the copy that the linker keeps for the whole program.

#include "nmf/factorization/kernels/simd.h"

/// Before every loop over an array of vectors: unrolled whole, the array lives in registers; else
/// GCC keeps it in memory.
#define NMF_UNROLL _Pragma("GCC unroll 16")

/// One panel of F, columns first .. first + kPanel, as [rows][kPanel], zero beyond column K; its
/// negative part goes into negative[kPanel] on the way.
template <typename T, bool kWhole>
void pack_panel(const T* F, std::int64_t rows, std::int64_t K, std::int64_t first, T* panel,
                double* negative) {
  using S = Simd<T>;
  constexpr std::int64_t kVectors = kPanel / S::kLanes;
  typename S::Vector sum[kVectors];
  NMF_UNROLL
  for (auto& v : sum) v = S::zero();
  for (std::int64_t r = 0; r < rows; ++r) {
    const T* from = F + r * K + first;
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) {
      const std::int64_t left = kWhole ? S::kLanes : K - first - v * S::kLanes;
      const auto x = left >= S::kLanes ? S::load(from + v * S::kLanes)
                     : left > 0        ? S::load(from + v * S::kLanes, left)
                                       : S::zero();
      S::store(panel + r * kPanel + v * S::kLanes, x);
      sum[v] = sum[v] + S::min(x, S::zero());
    }
  }
  T lane[kPanel];
  NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v) S::store(lane + v * S::kLanes, sum[v]);
  for (std::int64_t l = 0; l < kPanel; ++l) negative[l] -= static_cast<double>(lane[l]);
}

/// Rows of a tile of a Gram matrix: with two vectors of columns, twelve accumulators hide the
/// latency of the fused multiply-add and fit sixteen registers.
constexpr std::int64_t kTile = 6;

/// gram[i .. i + kTile, 0 .. kVectors vectors] += sum over rows of a[r, i] b[r, 0 .. ].
/// \param a  packed panels; the columns i .. of a tile may lie in two of them
template <typename T, std::int64_t kVectors>
void gram_tile(const T* a, std::int64_t i, const T* b, std::int64_t rows, double* gram,
               std::int64_t stride) {
  using S = Simd<T>;
  const T* left[kTile];
  NMF_UNROLL
  for (std::int64_t t = 0; t < kTile; ++t)
    left[t] = a + (i + t) / kPanel * kPanel * rows + (i + t) % kPanel;
  typename S::Vector sum[kTile][kVectors];
  NMF_UNROLL
  for (auto& row : sum) {
    NMF_UNROLL
    for (auto& v : row) v = S::zero();
  }
  for (std::int64_t r = 0; r < rows * kPanel; r += kPanel) {
    typename S::Vector right[kVectors];
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) right[v] = S::load(b + r + v * S::kLanes);
    NMF_UNROLL
    for (std::int64_t t = 0; t < kTile; ++t) {
      const auto x = S::all(left[t][r]);
      NMF_UNROLL
      for (std::int64_t v = 0; v < kVectors; ++v) sum[t][v] = S::fma(x, right[v], sum[t][v]);
    }
  }
  T lane[S::kLanes];
  for (std::int64_t t = 0; t < kTile; ++t) {
    for (std::int64_t v = 0; v < kVectors; ++v) {
      S::store(lane, sum[t][v]);
      for (std::int64_t l = 0; l < S::kLanes; ++l)
        gram[(i + t) * stride + v * S::kLanes + l] += static_cast<double>(lane[l]);
    }
  }
}

/// Only tiles that touch the diagonal or lie above it are computed, two vectors of columns at a
/// time and one where the second would be padding alone.
template <typename T>
void gram_block(const T* F, std::int64_t rows, std::int64_t K, T* packed, double* gram,
                double* negative) {
  constexpr std::int64_t kOne = Simd<T>::kLanes;
  const std::int64_t stride = gram_stride(K);
  for (std::int64_t j = 0; j < K; j += kPanel) {
    if (j + kPanel <= K)
      pack_panel<T, true>(F, rows, K, j, packed + j * rows, negative + j);
    else
      pack_panel<T, false>(F, rows, K, j, packed + j * rows, negative + j);
  }
  for (std::int64_t j = 0; j < K;) {
    const T* right = packed + j / kPanel * kPanel * rows + j % kPanel;
    const bool two = j % kPanel + 2 * kOne <= kPanel && j + kOne < K;
    const std::int64_t width = two ? 2 * kOne : kOne;
    for (std::int64_t i = 0; i < j + width && i < K; i += kTile) {
      if (two && i < j + kOne)
        gram_tile<T, 2>(packed, i, right, rows, gram + j, stride);
      else if (two)
        gram_tile<T, 1>(packed, i, right + kOne, rows, gram + j + kOne, stride);
      else
        gram_tile<T, 1>(packed, i, right, rows, gram + j, stride);
    }
    j += width;
  }
}

/// One row of A times kVectors vectors of columns, and `rest` < kLanes more: all sums in registers,
/// so that each row of F is met once.
template <typename T, std::int64_t kVectors, bool kRest>
void sparse_row(const std::int32_t* column, const T* value, std::int64_t stored, const T* F,
                std::int64_t K, std::int64_t rest, T* out) {
  using S = Simd<T>;
  constexpr std::int64_t kAll = kVectors + (kRest ? 1 : 0);
  typename S::Vector sum[kAll];
  NMF_UNROLL
  for (auto& v : sum) v = S::zero();
  for (std::int64_t i = 0; i < stored; ++i) {
    const T* row = F + column[i] * K;
    const auto x = S::all(value[i]);
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v)
      sum[v] = S::fma(x, S::load(row + v * S::kLanes), sum[v]);
    if constexpr (kRest)
      sum[kVectors] = S::fma(x, S::load(row + kVectors * S::kLanes, rest), sum[kVectors]);
  }
  NMF_UNROLL
  for (std::int64_t v = 0; v < kAll; ++v) S::store(out + v * S::kLanes, sum[v]);
}

template <typename T>
void sparse_times_factor(SparseRows<T> A, std::int64_t begin, std::int64_t end, const T* F,
                         std::int64_t K, T* out) {
  using Row = void (*)(const std::int32_t*, const T*, std::int64_t, const T*, std::int64_t,
                       std::int64_t, T*);
  constexpr std::int64_t kLanes = Simd<T>::kLanes;
  constexpr std::int64_t kMost = 12;  // and one for the rest: what 16 registers hold
  static constexpr Row kWhole[kMost + 1] = {nullptr,
                                            sparse_row<T, 1, false>,
                                            sparse_row<T, 2, false>,
                                            sparse_row<T, 3, false>,
                                            sparse_row<T, 4, false>,
                                            sparse_row<T, 5, false>,
                                            sparse_row<T, 6, false>,
                                            sparse_row<T, 7, false>,
                                            sparse_row<T, 8, false>,
                                            sparse_row<T, 9, false>,
                                            sparse_row<T, 10, false>,
                                            sparse_row<T, 11, false>,
                                            sparse_row<T, 12, false>};
  static constexpr Row kWithRest[kMost + 1] = {
      sparse_row<T, 0, true>, sparse_row<T, 1, true>,  sparse_row<T, 2, true>,
      sparse_row<T, 3, true>, sparse_row<T, 4, true>,  sparse_row<T, 5, true>,
      sparse_row<T, 6, true>, sparse_row<T, 7, true>,  sparse_row<T, 8, true>,
      sparse_row<T, 9, true>, sparse_row<T, 10, true>, sparse_row<T, 11, true>,
      sparse_row<T, 12, true>};
  const std::int64_t stride = padded(K), rest = K % kLanes;
  for (std::int64_t r = begin; r < end; ++r, out += stride) {
    const std::int32_t* column = A.column + A.row_start[r];
    const T* value = A.value + A.row_start[r];
    const std::int64_t stored = A.row_start[r + 1] - A.row_start[r];
    std::int64_t k = 0;
    while (k < K) {
      const std::int64_t left = (K - k) / kLanes;
      const std::int64_t vectors = left < kMost ? left : kMost;
      const bool last = vectors == left && rest > 0;
      (last ? kWithRest : kWhole)[vectors](column, value, stored, F + k, K, rest, out + k);
      k += (vectors + (last ? 1 : 0)) * kLanes;
    }
    for (; k < stride; ++k) out[k] = 0;
  }
}

/// kRows rows and kVectors vectors of columns of gradient_block, from column j on.
template <typename T, std::int64_t kRows, std::int64_t kVectors>
void gradient_tile(const T* F, std::int64_t K, std::int64_t j, const T* panel, const T* S_rows,
                   T scale, T slope, T* out) {
  using S = Simd<T>;
  const std::int64_t stride = padded(K);
  typename S::Vector sum[kRows][kVectors];
  NMF_UNROLL
  for (std::int64_t r = 0; r < kRows; ++r) NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v)
    sum[r][v] = -S::load(S_rows + r * stride + j + v * S::kLanes);
  for (std::int64_t i = 0; i < K; ++i) {
    typename S::Vector g[kVectors];
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) g[v] = S::load(panel + i * kPanel + v * S::kLanes);
    NMF_UNROLL
    for (std::int64_t r = 0; r < kRows; ++r) {
      const auto f = S::all(F[r * K + i]);
      NMF_UNROLL
      for (std::int64_t v = 0; v < kVectors; ++v) sum[r][v] = S::fma(f, g[v], sum[r][v]);
    }
  }
  NMF_UNROLL
  for (std::int64_t r = 0; r < kRows; ++r) {
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) {
      const std::int64_t column = j + v * S::kLanes, left = K - column;
      const T* f = F + r * K + column;
      T* to = out + r * K + column;
      const auto product = S::all(scale) * sum[r][v];
      if (left >= S::kLanes) {
        S::store(to, product - S::where_not_positive(S::load(f), S::all(slope)));
      } else {
        S::store(to, product - S::where_not_positive(S::load(f, left), S::all(slope)), left);
      }
    }
  }
}

/// kRows rows of one panel: two vectors at a time, one where the second would be padding alone.
template <typename T, std::int64_t kRows>
void gradient_panel(const T* F, std::int64_t K, std::int64_t j, const T* panel, const T* S_rows,
                    T scale, T slope, T* out) {
  constexpr std::int64_t kOne = Simd<T>::kLanes;
  std::int64_t part = 0;
  if constexpr (2 * kOne <= kPanel)
    for (; part < kPanel && j + part + kOne < K; part += 2 * kOne)
      gradient_tile<T, kRows, 2>(F, K, j + part, panel + part, S_rows, scale, slope, out);
  for (; part < kPanel && j + part < K; part += kOne)
    gradient_tile<T, kRows, 1>(F, K, j + part, panel + part, S_rows, scale, slope, out);
}

template <typename T>
void gradient_block(const T* F, std::int64_t rows, std::int64_t K, const T* panels, const T* S_rows,
                    T scale, T slope, T* out) {
  const std::int64_t stride = padded(K);
  for (std::int64_t j = 0; j < K; j += kPanel) {
    const T* panel = panels + j * K;
    std::int64_t r = 0;
    for (; r + 6 <= rows; r += 6)
      gradient_panel<T, 6>(F + r * K, K, j, panel, S_rows + r * stride, scale, slope, out + r * K);
    for (; r < rows; ++r)
      gradient_panel<T, 1>(F + r * K, K, j, panel, S_rows + r * stride, scale, slope, out + r * K);
  }
}

template <typename T, std::int64_t kRows, std::int64_t kVectors>
void panel_tile(const T* F, std::int64_t K, const T* panel, T* out) {
  using S = Simd<T>;
  typename S::Vector sum[kRows][kVectors];
  NMF_UNROLL
  for (auto& row : sum) {
    NMF_UNROLL
    for (auto& v : row) v = S::zero();
  }
  for (std::int64_t i = 0; i < K; ++i) {
    typename S::Vector g[kVectors];
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) g[v] = S::load(panel + i * kPanel + v * S::kLanes);
    NMF_UNROLL
    for (std::int64_t r = 0; r < kRows; ++r) {
      const auto f = S::all(F[r * K + i]);
      NMF_UNROLL
      for (std::int64_t v = 0; v < kVectors; ++v) sum[r][v] = S::fma(f, g[v], sum[r][v]);
    }
  }
  NMF_UNROLL
  for (std::int64_t r = 0; r < kRows; ++r) {
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v)
      S::store(out + r * kPanel + v * S::kLanes, sum[r][v]);
  }
}

template <typename T>
void factor_times_panel(const T* F, std::int64_t rows, std::int64_t K, const T* panel, T* out) {
  constexpr std::int64_t kOne = Simd<T>::kLanes, kVectors = 2 * kOne <= kPanel ? 2 : 1;
  for (std::int64_t part = 0; part < kPanel; part += kVectors * kOne) {
    std::int64_t r = 0;
    for (; r + 6 <= rows; r += 6)
      panel_tile<T, 6, kVectors>(F + r * K, K, panel + part, out + r * kPanel + part);
    for (; r < rows; ++r)
      panel_tile<T, 1, kVectors>(F + r * K, K, panel + part, out + r * kPanel + part);
  }
}

template <typename T>
void adam_block(T* parameter, const T* gradient, T* average, T* square, T* max_square,
                std::int64_t count, const AdamCoefficients<T>& c) {
  using S = Simd<T>;
  const auto beta1 = S::all(c.beta1), rest1 = S::all(c.one_minus_beta1);
  const auto beta2 = S::all(c.beta2), rest2 = S::all(c.one_minus_beta2);
  const auto step = S::all(-c.step_size), correction = S::all(c.inverse_sqrt_correction);
  const auto eps = S::all(c.eps), decay = S::all(c.weight_decay);
  for (std::int64_t i = 0; i < count; i += S::kLanes) {
    const std::int64_t left = count - i < S::kLanes ? count - i : S::kLanes;
    const bool whole = left == S::kLanes;
    const auto get = [&](const T* p) { return whole ? S::load(p + i) : S::load(p + i, left); };
    const auto put = [&](T* p, typename S::Vector v) {
      if (whole)
        S::store(p + i, v);
      else
        S::store(p + i, v, left);
    };
    const auto p = get(parameter);
    const auto g = S::fma(decay, p, get(gradient));
    const auto m = S::fma(rest1, g, beta1 * get(average));
    auto v = S::fma(rest2 * g, g, beta2 * get(square));
    put(average, m);
    put(square, v);
    if (max_square != nullptr) {
      v = S::max(get(max_square), v);
      put(max_square, v);
    }
    put(parameter, S::fma(step, m / S::fma(S::sqrt(v), correction, eps), p));
  }
}

template <typename T>
constexpr Table<T> kTable = {gram_block<T>, sparse_times_factor<T>, gradient_block<T>,
                             factor_times_panel<T>, adam_block<T>};
