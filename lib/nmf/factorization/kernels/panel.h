// Rows of a factor times packed panels of columns.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

/// sum[r] += row r of F times a panel, for kRows rows and kVectors vectors of the panel's columns.
/// Inlined always: `sum` then stays in registers.
template <typename T, std::int64_t kRows, std::int64_t kVectors>
[[gnu::always_inline]] inline void add_products(const T* F, std::int64_t K, const T* panel,
                                                typename Simd<T>::Vector (&sum)[kRows][kVectors]) {
  using S = Simd<T>;
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
  add_products<T, kRows, kVectors>(F, K, panel, sum);
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
  add_products<T, kRows, kVectors>(F, K, panel, sum);
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
