// Coordinate descent on the Kullback-Leibler divergence.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.
//
// For a coordinate f of a row, h being the elements of its component at the stored entries x: with
// s = sum of x h / wh and t = sum of x (h / wh)^2 the derivative is c - s, c = sums + l1 + l2 f.
// Newton's method on it (Hsieh & Dhillon 2011) falls short of a minimum above and goes far beyond
// one below. 1 / s is nearly a straight line in f, and exactly one where a single entry is met; so
// the step is Newton's for 1 / s = 1 / c: (s - c) / (t c / s + l2). Upwards it never passes the
// minimum and is always the longer of the two.

/// The values after a step from f, each >= 0.
template <typename V, typename T>
V newton_step(V f, V c, V s, V t, const NewtonRules<T>& rules) {
  using S = Simd<T>;
  const V least = S::all(rules.least);
  const V slope = S::fma(t / S::max(s, least), c, S::all(rules.l2));
  // A slope of 0: no entry is met. The derivative is c then, and 0 the best unless c is 0 too.
  const V step = (s - c) / (slope + S::where_not_positive(slope, S::all(T(1))));
  const V to = S::max(S::zero(), f + step);
  const V kept = S::where_not_positive(slope, S::where_not_positive(c, f));
  const V next = to - S::where_not_positive(slope, to) + kept;
  return S::where_not_positive(least - next, next);
}

/// Elements [k, k + columns) of the components at all entries: panel[(c * n + i) * kPanel + lane].
template <typename T>
void pack_entries(const NewtonLanes<T>& lanes, std::int64_t k, std::int64_t columns, T* panel) {
  using S = Simd<T>;
  constexpr std::int64_t kAheadOfEntries = 2;
  T rows[kPanel * kPanel];
  for (std::int64_t i = 0; i < lanes.n; ++i) {
    const T* const* row = lanes.other + i * kPanel;
    for (std::int64_t l = 0; l < kPanel; ++l) {
      if (i + kAheadOfEntries < lanes.n) __builtin_prefetch(row[kAheadOfEntries * kPanel + l] + k);
      for (std::int64_t c = 0; c < kPanel; c += S::kLanes) {
        const std::int64_t left = columns - c;
        const std::int64_t count = left < 0 ? 0 : left < S::kLanes ? left : S::kLanes;
        S::store(rows + l * kPanel + c, S::load(row[l] + k + c, count));
      }
    }
    constexpr std::int64_t kSide = Square<T>::kSide;
    for (std::int64_t l = 0; l < kPanel; l += kSide)
      for (std::int64_t c = 0; c < kPanel; c += kSide)
        Square<T>::transpose(rows + l * kPanel + c, kPanel, panel + (c * lanes.n + i) * kPanel + l,
                             lanes.n * kPanel);
  }
}

/// One coordinate.
/// \param h          [n][kPanel]
/// \param f          [kPanel]
/// \param violation  [kPanel], null if it is not asked for
template <typename T, bool kOneRow>
void newton_coordinate(const NewtonLanes<T>& lanes, const T* h, T* f, T sums,
                       const NewtonRules<T>& rules, T* violation) {
  using S = Simd<T>;
  using V = typename S::Vector;
  constexpr std::int64_t kVectors = kPanel / S::kLanes;
  const V epsilon = S::all(rules.epsilon);
  V s[kVectors], t[kVectors], delta[kVectors];
  NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v) s[v] = t[v] = S::zero();
  for (std::int64_t i = 0; i < lanes.n * kPanel; i += kPanel) {
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) {
      const std::int64_t at = i + v * S::kLanes;
      const V a = S::load(h + at) / S::max(S::load(lanes.wh + at), epsilon);
      const V xa = S::load(lanes.x + at) * a;
      s[v] = s[v] + xa;
      t[v] = S::fma(xa, a, t[v]);
    }
  }
  if constexpr (kOneRow) {
    const V all_s = S::all(S::total(s)), all_t = S::all(S::total(t));
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) {
      s[v] = all_s;
      t[v] = all_t;
    }
  }
  NMF_UNROLL
  for (std::int64_t v = 0; v < kVectors; ++v) {
    const std::int64_t at = v * S::kLanes;
    const V x = S::load(f + at);
    const V c = S::fma(S::all(rules.l2), x, S::all(sums));
    const V next = newton_step(x, c, s[v], t[v], rules);
    delta[v] = next - x;
    S::store(f + at, next);
    if (violation == nullptr) continue;
    // Where x is 0, only what would raise x counts.
    const V raising = S::max(s[v] - c, S::zero()), lowering = S::max(c - s[v], S::zero());
    S::store(violation + at,
             S::load(violation + at) + raising + (lowering - S::where_not_positive(x, lowering)));
  }
  for (std::int64_t i = 0; i < lanes.n * kPanel; i += kPanel) {
    NMF_UNROLL
    for (std::int64_t v = 0; v < kVectors; ++v) {
      const std::int64_t at = i + v * S::kLanes;
      S::store(lanes.wh + at, S::fma(delta[v], S::load(h + at), S::load(lanes.wh + at)));
    }
  }
}

template <typename T, bool kOneRow>
void newton_sweeps(const NewtonLanes<T>& lanes, std::int64_t K, const NewtonRules<T>& rules,
                   T* panel, T* violation) {
  for (std::int64_t sweep = 0; sweep < rules.sweeps; ++sweep)
    for (std::int64_t k = 0; k < K; k += kPanel) {
      const std::int64_t columns = K - k < kPanel ? K - k : kPanel;
      pack_entries(lanes, k, columns, panel);
      for (std::int64_t c = 0; c < columns; ++c)
        newton_coordinate<T, kOneRow>(lanes, panel + c * lanes.n * kPanel,
                                      lanes.F + (k + c) * kPanel, rules.sums[k + c], rules,
                                      sweep == 0 ? violation : nullptr);
    }
}
