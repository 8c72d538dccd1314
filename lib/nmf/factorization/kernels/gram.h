// The Gram matrix of a block of rows.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

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
