// Rows of a sparse matrix times a factor.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

/// One row of A times kVectors vectors of columns, and `rest` < kLanes more: all sums in registers,
/// so that each row of F is met once.
/// Rows of F are fetched this many entries ahead: where they lie is known from the columns, but not
/// to the processor.
constexpr std::int64_t kAhead = 8;

template <typename T>
inline void prefetch(const T* row, std::int64_t vectors) {
  constexpr std::int64_t kLine = 64 / sizeof(T);
  for (std::int64_t i = 0; i < vectors * Simd<T>::kLanes; i += kLine) __builtin_prefetch(row + i);
}

template <typename T, std::int64_t kVectors, bool kRest>
void sparse_row(const std::int32_t* column, const T* value, std::int64_t stored, const T* F,
                std::int64_t K, std::int64_t rest, std::int64_t ahead, T* out) {
  using S = Simd<T>;
  constexpr std::int64_t kAll = kVectors + (kRest ? 1 : 0);
  typename S::Vector sum[kAll];
  NMF_UNROLL
  for (auto& v : sum) v = S::zero();
  for (std::int64_t i = 0; i < stored; ++i) {
    if (i < ahead) prefetch<T>(F + column[i + kAhead] * K, kAll);
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
                       std::int64_t, std::int64_t, T*);
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
    const std::int64_t ahead = A.row_start[end] - A.row_start[r] - kAhead;  // last that may be
    std::int64_t k = 0;
    while (k < K) {
      const std::int64_t left = (K - k) / kLanes;
      const std::int64_t vectors = left < kMost ? left : kMost;
      const bool last = vectors == left && rest > 0;
      (last ? kWithRest : kWhole)[vectors](column, value, stored, F + k, K, rest, ahead, out + k);
      k += (vectors + (last ? 1 : 0)) * kLanes;
    }
    for (; k < stride; ++k) out[k] = 0;
  }
}
