// The kernels of kernels.h, once per instruction set. Included inside a namespace of its own by
// each kernels_*.cpp. Raw pointers only: an inline function of the standard library compiled here
// for AVX could be the copy that the linker keeps for the whole program.

#include "nmf/factorization/kernels/simd.h"

/// Rows of F packed panel by panel: [panel][rows][kPanel], zero beyond column K.
template <typename T>
void pack_rows(const T* F, std::int64_t rows, std::int64_t K, T* packed) {
  using S = Simd<T>;
  for (std::int64_t first = 0; first < K; first += kPanel) {
    T* panel = packed + first * rows;
    for (std::int64_t r = 0; r < rows; ++r) {
      for (std::int64_t j = 0; j < kPanel; j += S::kLanes) {
        const std::int64_t left = K - first - j;
        const T* from = F + r * K + first + j;
        S::store(panel + r * kPanel + j, left >= S::kLanes ? S::load(from)
                                         : left > 0        ? S::load(from, left)
                                                           : S::zero());
      }
    }
  }
}

/// gram[i .. i + 4, j .. j + kWidth] += sum over rows of a[r, 0 .. 4] b[r, 0 .. kWidth].
template <typename T, std::int64_t kWidth>
void gram_tile(const T* a, const T* b, std::int64_t rows, double* gram, std::int64_t stride) {
  using S = Simd<T>;
  constexpr std::int64_t kVectors = kWidth / S::kLanes;
  constexpr std::int64_t kTile = 4;
  typename S::Vector sum[kTile][kVectors];
  for (auto& row : sum)
    for (auto& v : row) v = S::zero();
  for (std::int64_t r = 0; r < rows; ++r) {
    typename S::Vector right[kVectors];
    for (std::int64_t v = 0; v < kVectors; ++v) right[v] = S::load(b + r * kPanel + v * S::kLanes);
    for (std::int64_t i = 0; i < kTile; ++i) {
      const auto left = S::all(a[r * kPanel + i]);
      for (std::int64_t v = 0; v < kVectors; ++v) sum[i][v] = S::fma(left, right[v], sum[i][v]);
    }
  }
  for (std::int64_t i = 0; i < kTile; ++i) {
    T lane[kWidth];
    for (std::int64_t v = 0; v < kVectors; ++v) S::store(lane + v * S::kLanes, sum[i][v]);
    for (std::int64_t j = 0; j < kWidth; ++j) gram[i * stride + j] += static_cast<double>(lane[j]);
  }
}

template <typename T>
void negative_sums(const T* panel, std::int64_t rows, double* negative) {
  using S = Simd<T>;
  for (std::int64_t j = 0; j < kPanel; j += S::kLanes) {
    auto sum = S::zero();
    for (std::int64_t r = 0; r < rows; ++r)
      sum = sum + S::min(S::load(panel + r * kPanel + j), S::zero());
    T lane[S::kLanes];
    S::store(lane, sum);
    for (std::int64_t l = 0; l < S::kLanes; ++l) negative[j + l] -= static_cast<double>(lane[l]);
  }
}

template <typename T>
void gram_block(const T* F, std::int64_t rows, std::int64_t K, T* packed, double* gram,
                double* negative) {
  // Eight accumulators hide the latency of the fused multiply-add: 4 rows of two vectors.
  constexpr std::int64_t kTwo = 2 * Simd<T>::kLanes;
  constexpr std::int64_t kWidth = kTwo < kPanel ? kTwo : kPanel;
  const std::int64_t stride = padded(K);
  pack_rows(F, rows, K, packed);
  for (std::int64_t j = 0; j < K; j += kPanel) {
    const T* right = packed + j * rows;
    negative_sums(right, rows, negative + j);
    for (std::int64_t i = 0; i < j + kPanel && i < K; i += 4) {
      const T* left = packed + i / kPanel * kPanel * rows + i % kPanel;
      for (std::int64_t part = 0; part < kPanel; part += kWidth)
        gram_tile<T, kWidth>(left, right + part, rows, gram + i * stride + j + part, stride);
    }
  }
}

/// out[0 .. kVectors vectors] = sum over the stored values of one row of A.
template <typename T, std::int64_t kVectors>
void sparse_row(const std::int32_t* column, const T* value, std::int64_t stored, const T* F,
                std::int64_t K, T* out) {
  using S = Simd<T>;
  typename S::Vector sum[kVectors];
  for (auto& v : sum) v = S::zero();
  for (std::int64_t i = 0; i < stored; ++i) {
    const T* row = F + column[i] * K;
    const auto x = S::all(value[i]);
    for (std::int64_t v = 0; v < kVectors; ++v)
      sum[v] = S::fma(x, S::load(row + v * S::kLanes), sum[v]);
  }
  for (std::int64_t v = 0; v < kVectors; ++v) S::store(out + v * S::kLanes, sum[v]);
}

/// The last `left` < kLanes columns of a row of A F.
template <typename T>
void sparse_row_rest(const std::int32_t* column, const T* value, std::int64_t stored, const T* F,
                     std::int64_t K, std::int64_t left, T* out) {
  using S = Simd<T>;
  auto sum = S::zero();
  for (std::int64_t i = 0; i < stored; ++i)
    sum = S::fma(S::all(value[i]), S::load(F + column[i] * K, left), sum);
  S::store(out, sum);
}

template <typename T>
void sparse_times_factor(SparseRows<T> A, std::int64_t begin, std::int64_t end, const T* F,
                         std::int64_t K, T* out) {
  constexpr std::int64_t kLanes = Simd<T>::kLanes;
  const std::int64_t stride = padded(K);
  for (std::int64_t r = begin; r < end; ++r, out += stride) {
    const std::int32_t* column = A.column + A.row_start[r];
    const T* value = A.value + A.row_start[r];
    const std::int64_t stored = A.row_start[r + 1] - A.row_start[r];
    std::int64_t k = 0;
    for (; k + 8 * kLanes <= K; k += 8 * kLanes)
      sparse_row<T, 8>(column, value, stored, F + k, K, out + k);
    for (; k + 4 * kLanes <= K; k += 4 * kLanes)
      sparse_row<T, 4>(column, value, stored, F + k, K, out + k);
    for (; k + kLanes <= K; k += kLanes) sparse_row<T, 1>(column, value, stored, F + k, K, out + k);
    if (k < K) {
      sparse_row_rest(column, value, stored, F + k, K, K - k, out + k);
      k += kLanes;
    }
    for (; k < stride; ++k) out[k] = 0;
  }
}

/// kRows rows and one panel of gradient_block; `columns` <= kPanel of the panel exist in `out`.
template <typename T, std::int64_t kRows>
void gradient_tile(const T* F, std::int64_t K, std::int64_t j, const T* panel, const T* S_rows,
                   T scale, T slope, T* out) {
  using S = Simd<T>;
  constexpr std::int64_t kTwo = 2 * S::kLanes;
  constexpr std::int64_t kWidth = kTwo < kPanel ? kTwo : kPanel;
  constexpr std::int64_t kVectors = kWidth / S::kLanes;
  const std::int64_t stride = padded(K);
  for (std::int64_t part = 0; part < kPanel && j + part < K; part += kWidth) {
    typename S::Vector sum[kRows][kVectors];
    for (std::int64_t r = 0; r < kRows; ++r)
      for (std::int64_t v = 0; v < kVectors; ++v)
        sum[r][v] = -S::load(S_rows + r * stride + j + part + v * S::kLanes);
    for (std::int64_t i = 0; i < K; ++i) {
      typename S::Vector g[kVectors];
      for (std::int64_t v = 0; v < kVectors; ++v)
        g[v] = S::load(panel + i * kPanel + part + v * S::kLanes);
      for (std::int64_t r = 0; r < kRows; ++r) {
        const auto f = S::all(F[r * K + i]);
        for (std::int64_t v = 0; v < kVectors; ++v) sum[r][v] = S::fma(f, g[v], sum[r][v]);
      }
    }
    for (std::int64_t r = 0; r < kRows; ++r) {
      for (std::int64_t v = 0; v < kVectors; ++v) {
        const std::int64_t column = j + part + v * S::kLanes;
        const std::int64_t left = K - column;
        if (left <= 0) break;
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
}

template <typename T>
void gradient_block(const T* F, std::int64_t rows, std::int64_t K, const T* panels, const T* S_rows,
                    T scale, T slope, T* out) {
  const std::int64_t stride = padded(K);
  for (std::int64_t j = 0; j < K; j += kPanel) {
    const T* panel = panels + j * K;
    std::int64_t r = 0;
    for (; r + 6 <= rows; r += 6)
      gradient_tile<T, 6>(F + r * K, K, j, panel, S_rows + r * stride, scale, slope, out + r * K);
    for (; r < rows; ++r)
      gradient_tile<T, 1>(F + r * K, K, j, panel, S_rows + r * stride, scale, slope, out + r * K);
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
                             adam_block<T>};
