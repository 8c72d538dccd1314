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

/// gram[i .. i + kGramTile, j .. kVectors vectors] += sum over rows of F[r, i ..] F[r, j ..], or
/// with kTransposed gram[j .., i ..] += the same. \param packed  panels; a tile may lie in several
/// of them, in its rows and in its columns
template <typename T, std::int64_t kVectors, bool kTransposed = false>
void gram_tile(const T* packed, std::int64_t i, std::int64_t j, std::int64_t rows, double* gram,
               std::int64_t stride) {
  using S = Simd<T>;
  const auto column = [&](std::int64_t c) {
    return packed + c / kPanel * kPanel * rows + c % kPanel;
  };
  // Where a tile never lies in two panels, one pointer serves all its rows.
  constexpr bool kInOnePanel = kPanel % S::kGramTile == 0;
  const T* left[S::kGramTile];
  NMF_UNROLL
  for (std::int64_t t = 0; t < S::kGramTile; ++t)
    left[t] = kInOnePanel ? column(i) + t : column(i + t);
  const T* right[kVectors];
  NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v) right[v] = column(j + v * S::kLanes);
  typename S::Vector sum[S::kGramTile][kVectors];
  NMF_UNROLL
  for (auto& row : sum) {
    NMF_UNROLL
    for (auto& v : row) v = S::zero();
  }
  for (std::int64_t r = 0; r < rows * kPanel; r += kPanel) {
    typename S::Vector b[kVectors];
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) b[v] = S::load(right[v] + r);
    NMF_UNROLL
    for (std::int64_t t = 0; t < S::kGramTile; ++t) {
      const auto x = S::all(left[t][r]);
      NMF_UNROLL
      for (std::int64_t v = 0; v < kVectors; ++v) sum[t][v] = S::fma(x, b[v], sum[t][v]);
    }
  }
  NMF_UNROLL
  for (std::int64_t t = 0; t < S::kGramTile; ++t) {
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) {
      const std::int64_t first = j + v * S::kLanes;
      if constexpr (kTransposed) {
        T lane[S::kLanes];
        S::store(lane, sum[t][v]);
        for (std::int64_t l = 0; l < S::kLanes; ++l)
          gram[(first + l) * stride + i + t] += static_cast<double>(lane[l]);
      } else {
        S::add_to(gram + (i + t) * stride + first, sum[t][v]);
      }
    }
  }
}

/// The columns from `first` on, fewer than a vector has: they are the rows of tiles here.
template <typename T>
void gram_last_columns(const T* packed, std::int64_t first, std::int64_t rows, std::int64_t K,
                       double* gram, std::int64_t stride) {
  constexpr std::int64_t kOne = Simd<T>::kLanes;
  for (std::int64_t j = 0; j < K; j += 2 * kOne) {
    if (j + kOne < K)
      gram_tile<T, 2, true>(packed, first, j, rows, gram, stride);
    else
      gram_tile<T, 1, true>(packed, first, j, rows, gram, stride);
  }
}

/// Only tiles that touch the diagonal or lie above it are computed, two vectors of columns at a
/// time and one where the second would be padding alone. Every sum runs over the rows in order,
/// whatever tile it is in.
template <typename T>
void gram_block(const T* F, std::int64_t rows, std::int64_t K, T* packed, double* gram,
                double* negative) {
  constexpr std::int64_t kOne = Simd<T>::kLanes, kTile = Simd<T>::kGramTile;
  const std::int64_t stride = gram_stride(K);
  for (std::int64_t j = 0; j < K; j += kPanel) {
    if (j + kPanel <= K)
      pack_panel<T, true>(F, rows, K, j, packed + j * rows, negative + j);
    else
      pack_panel<T, false>(F, rows, K, j, packed + j * rows, negative + j);
  }
  for (std::int64_t j = 0; j < K; j += 2 * kOne) {
    const bool two = j + kOne < K;
    if (!two && kTile < kOne && K - j <= kTile) {
      gram_last_columns<T>(packed, j, rows, K, gram, stride);
      break;
    }
    const std::int64_t end = j + (two ? 2 : 1) * kOne;
    for (std::int64_t i = 0; i < end && i < K; i += kTile) {
      if (two && i < j + kOne)
        gram_tile<T, 2>(packed, i, j, rows, gram, stride);
      else
        gram_tile<T, 1>(packed, i, two ? j + kOne : j, rows, gram, stride);
    }
  }
}
