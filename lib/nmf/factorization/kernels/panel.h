// Rows of a factor times packed panels of columns.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

/// sum[r][v] += row r of F times vector v of columns of packed panels.
/// Inlined always: `sum` then stays in registers.
/// \param panel  where vector v of row 0 stands, for each v; the next row is kPanel further
template <typename T, std::int64_t kRows, std::int64_t kVectors>
[[gnu::always_inline]] inline void add_products(const T* F, std::int64_t K,
                                                const T* const (&panel)[kVectors],
                                                typename Simd<T>::Vector (&sum)[kRows][kVectors]) {
  using S = Simd<T>;
  for (std::int64_t i = 0; i < K; ++i) {
    typename S::Vector g[kVectors];
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) g[v] = S::load(panel[v] + i * kPanel);
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
void gradient_tile(const T* F, std::int64_t K, std::int64_t j, const T* panels, const T* S_rows,
                   T scale, T slope, T* out) {
  using S = Simd<T>;
  const std::int64_t stride = padded(K);
  const T* panel[kVectors];
  NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v) {
    const std::int64_t column = j + v * S::kLanes;
    panel[v] = panels + column / kPanel * kPanel * K + column % kPanel;
  }
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

/// Two vectors of columns, one where the second would be padding alone, for all rows of a block.
template <typename T, std::int64_t kVectors>
void gradient_columns(const T* F, std::int64_t rows, std::int64_t K, std::int64_t j,
                      const T* panels, const T* S_rows, T scale, T slope, T* out) {
  constexpr std::int64_t kTile = Simd<T>::kTile;
  const std::int64_t stride = padded(K);
  std::int64_t r = 0;
  for (; r + kTile <= rows; r += kTile)
    gradient_tile<T, kTile, kVectors>(F + r * K, K, j, panels, S_rows + r * stride, scale, slope,
                                      out + r * K);
  for (; r < rows; ++r)
    gradient_tile<T, 1, kVectors>(F + r * K, K, j, panels, S_rows + r * stride, scale, slope,
                                  out + r * K);
}

template <typename T>
void gradient_block(const T* F, std::int64_t rows, std::int64_t K, const T* panels, const T* S_rows,
                    T scale, T slope, T* out) {
  constexpr std::int64_t kOne = Simd<T>::kLanes;
  for (std::int64_t j = 0; j < K; j += 2 * kOne) {
    if (j + kOne < K)
      gradient_columns<T, 2>(F, rows, K, j, panels, S_rows, scale, slope, out);
    else
      gradient_columns<T, 1>(F, rows, K, j, panels, S_rows, scale, slope, out);
  }
}

template <typename T, std::int64_t kRows, std::int64_t kVectors>
void panel_tile(const T* F, std::int64_t K, const T* panel, T* out) {
  using S = Simd<T>;
  const T* vectors[kVectors];
  NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v) vectors[v] = panel + v * S::kLanes;
  typename S::Vector sum[kRows][kVectors];
  NMF_UNROLL
  for (auto& row : sum) {
    NMF_UNROLL
    for (auto& v : row) v = S::zero();
  }
  add_products<T, kRows, kVectors>(F, K, vectors, sum);
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
  constexpr std::int64_t kTile = Simd<T>::kTile;
  for (std::int64_t part = 0; part < kPanel; part += kVectors * kOne) {
    std::int64_t r = 0;
    for (; r + kTile <= rows; r += kTile)
      panel_tile<T, kTile, kVectors>(F + r * K, K, panel + part, out + r * kPanel + part);
    for (; r < rows; ++r)
      panel_tile<T, 1, kVectors>(F + r * K, K, panel + part, out + r * kPanel + part);
  }
}
