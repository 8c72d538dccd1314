// Products W H at stored places, and multiplicative updates.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

/// <f, g>: summed in kPanel lanes over the components, which are then added in pairs 8, 4, 2 and 1
/// apart, whatever the width of the vectors.
template <typename T>
T dot(const T* f, const T* g, std::int64_t K) {
  using S = Simd<T>;
  constexpr std::int64_t kVectors = kPanel / S::kLanes;
  typename S::Vector sum[kVectors];
  NMF_UNROLL
  for (auto& v : sum) v = S::zero();
  std::int64_t k = 0;
  for (; k + kPanel <= K; k += kPanel) NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v)
    sum[v] = S::fma(S::load(f + k + v * S::kLanes), S::load(g + k + v * S::kLanes), sum[v]);
  NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v) {
    const std::int64_t left = K - k - v * S::kLanes;
    const std::int64_t count = left < S::kLanes ? left : S::kLanes;
    if (count <= 0) break;
    sum[v] = S::fma(S::load(f + k + v * S::kLanes, count), S::load(g + k + v * S::kLanes, count),
                    sum[v]);
  }
  return S::total(sum);
}

template <typename T>
void stored_products(SparseRows<T> A, std::int64_t begin, std::int64_t end, const T* F,
                     const T* other, std::int64_t K, T* out) {
  constexpr std::int64_t kAheadOfProducts = 8;
  const std::int64_t vectors = (K + Simd<T>::kLanes - 1) / Simd<T>::kLanes;
  const std::int64_t last = A.row_start[end] - kAheadOfProducts;
  for (std::int64_t r = begin; r < end; ++r, F += K)
    for (std::int64_t i = A.row_start[r]; i < A.row_start[r + 1]; ++i) {
      if (i < last) prefetch<T>(other + A.column[i + kAheadOfProducts] * K, vectors);
      *out++ = dot(F, other + A.column[i] * K, K);
    }
}

template <typename T>
void multiply_rows(T* F, std::int64_t rows, std::int64_t K, const T* numerator,
                   const T* denominator, std::int64_t stride, MultiplyRules<T> rules) {
  using S = Simd<T>;
  const auto l2 = S::all(rules.l2), epsilon = S::all(rules.epsilon), least = S::all(rules.least);
  for (std::int64_t r = 0; r < rows; ++r, F += K, numerator += padded(K), denominator += stride) {
    for (std::int64_t k = 0; k < K; k += S::kLanes) {
      const std::int64_t count = K - k < S::kLanes ? K - k : S::kLanes;
      const auto f = S::load(F + k, count);
      auto d = S::fma(l2, f, S::load(denominator + k, count));
      d = d + S::where_not_positive(d, epsilon);
      const auto product = f * (S::load(numerator + k, count) / d);
      S::store(F + k, S::where_not_positive(least - product, product), count);
    }
  }
}
