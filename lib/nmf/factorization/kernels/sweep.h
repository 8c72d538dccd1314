// Coordinate descent on the rows of a factor.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

/// Vectors of rows that are swept together: with the four columns of a tile, twelve sums.
constexpr std::int64_t kSweepVectors = 3;

/// One sweep over the columns of a group of rows, as lanes: column k of row l stands at
/// lanes[k * kGroup + l].
///
/// Columns are taken in tiles of kSweepColumns: what the other columns contribute to the gradient
/// of a tile is added for all of its columns at once, then they are set one after the other. Every
/// sum runs over the columns in the same order, whatever the width of the vectors. \param p
/// [K][kGroup], what is to be matched, less the l1 penalty \param violation  [kSweepVectors] in
/// lanes; the projected gradient's l1 norm is added if kMeasure
template <typename T, bool kMeasure>
void sweep_group(T* lanes, const T* p, std::int64_t K, const SweepRules<T>& rules,
                 typename Simd<T>::Vector* violation) {
  using S = Simd<T>;
  using V = typename S::Vector;
  constexpr std::int64_t kGroup = kSweepVectors * S::kLanes;
  for (std::int64_t k = 0; k < K; k += kSweepColumns) {
    const T* g = rules.negative_gram + k * K;  // [K][kSweepColumns]
    const std::int64_t end = k + kSweepColumns < K ? k + kSweepColumns : K;
    V sum[kSweepColumns][kSweepVectors];
    NMF_UNROLL
    for (std::int64_t c = 0; c < kSweepColumns; ++c) NMF_UNROLL
    for (std::int64_t v = 0; v < kSweepVectors; ++v)
      sum[c][v] = k + c < K ? S::load(p + (k + c) * kGroup + v * S::kLanes) : S::zero();
    const auto add = [&](std::int64_t from, std::int64_t to) {
      for (std::int64_t i = from; i < to; ++i) {
        V x[kSweepVectors];
        NMF_UNROLL
        for (std::int64_t v = 0; v < kSweepVectors; ++v)
          x[v] = S::load(lanes + i * kGroup + v * S::kLanes);
        NMF_UNROLL
        for (std::int64_t c = 0; c < kSweepColumns; ++c) {
          const V a = S::all(g[i * kSweepColumns + c]);
          NMF_UNROLL
          for (std::int64_t v = 0; v < kSweepVectors; ++v) sum[c][v] = S::fma(a, x[v], sum[c][v]);
        }
      }
    };
    add(0, k);
    add(end, K);
    NMF_UNROLL
    for (std::int64_t c = 0; c < kSweepColumns; ++c) {
      if (k + c >= K) break;
      NMF_UNROLL
      for (std::int64_t i = 0; i < kSweepColumns; ++i) {
        if (k + i >= K) break;
        const V a = S::all(g[(k + i) * kSweepColumns + c]);
        NMF_UNROLL
        for (std::int64_t v = 0; v < kSweepVectors; ++v)
          sum[c][v] = S::fma(a, S::load(lanes + (k + i) * kGroup + v * S::kLanes), sum[c][v]);
      }
      const V inverse = S::all(rules.inverse[k + c]);
      NMF_UNROLL
      for (std::int64_t v = 0; v < kSweepVectors; ++v) {
        T* at = lanes + (k + c) * kGroup + v * S::kLanes;
        const V x = S::load(at);
        if constexpr (kMeasure) {
          // The gradient is -sum; where x is 0, only what would raise x counts.
          const V raising = S::max(sum[c][v], S::zero());
          const V lowering = S::max(S::zero() - sum[c][v], S::zero());
          violation[v] = violation[v] + raising + (lowering - S::where_not_positive(x, lowering));
        }
        // In this order a NaN stays.
        S::store(at, S::max(S::zero(), S::fma(sum[c][v], inverse, x)));
      }
    }
  }
}

template <typename T>
void sweep_rows(const T* F, std::int64_t rows, std::int64_t K, const T* P,
                const SweepRules<T>& rules, T* scratch, double* violation, T* to) {
  using S = Simd<T>;
  constexpr std::int64_t kGroup = kSweepVectors * S::kLanes;
  T* const lanes = scratch;
  T* const p = scratch + K * kGroup;
  for (std::int64_t r = 0; r < rows; r += kGroup) {
    const std::int64_t count = rows - r < kGroup ? rows - r : kGroup;
    if (count < kGroup)  // rows that are not there stay 0
      for (std::int64_t i = 0; i < 2 * K * kGroup; ++i) scratch[i] = 0;
    transpose(F + r * K, K, count, K, lanes, kGroup);
    transpose(P + r * padded(K), padded(K), count, K, p, kGroup);
    if (rules.l1 != 0)
      for (std::int64_t i = 0; i < K * kGroup; ++i) p[i] -= rules.l1;
    typename S::Vector sums[kSweepVectors];
    NMF_UNROLL
    for (auto& sum : sums) sum = S::zero();
    sweep_group<T, true>(lanes, p, K, rules, sums);
    for (std::int64_t sweep = 1; sweep < rules.sweeps; ++sweep)
      sweep_group<T, false>(lanes, p, K, rules, sums);
    transpose(lanes, kGroup, K, count, to + r * K, K);
    T of_row[kGroup];
    NMF_UNROLL
    for (std::int64_t v = 0; v < kSweepVectors; ++v) S::store(of_row + v * S::kLanes, sums[v]);
    for (std::int64_t l = 0; l < count; ++l) *violation += static_cast<double>(of_row[l]);
  }
}
