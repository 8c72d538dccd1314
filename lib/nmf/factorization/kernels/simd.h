// One vector type per element type, for the instruction set that this file is compiled for.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.
//
// add_to: sum[l] += lane l, in float64.
// total: the sum of kPanel lanes, as vectors one after the other, in pairs 8, 4, 2 and 1 apart.
// kTile, kGramTile: rows of a tile of sums that is two vectors wide, of a product and of a Gram
// matrix. It hides the latency of the fused multiply-add and leaves registers for the factors: 16
// of them, 32 with AVX-512.

inline float square_root(float x) { return __builtin_sqrtf(x); }
inline double square_root(double x) { return __builtin_sqrt(x); }

#if !defined(NMF_KERNELS_GENERIC)
inline float total_of_eight(__m256 v) {
  const __m128 four = _mm256_castps256_ps128(v) + _mm256_extractf128_ps(v, 1);
  const __m128 two = four + _mm_movehl_ps(four, four);
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

inline double total_of_four(__m256d v) {
  const __m128d two = _mm256_castpd256_pd128(v) + _mm256_extractf128_pd(v, 1);
  return _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)));
}
#endif

#if defined(__AVX512F__) && defined(NMF_KERNELS_V4)

template <typename T>
struct Simd;

template <>
struct Simd<float> {
  using Vector = __m512;
  static constexpr std::int64_t kLanes = 16, kGramTile = 8, kTile = 12;
  static Vector zero() { return _mm512_setzero_ps(); }
  static Vector all(float x) { return _mm512_set1_ps(x); }
  static Vector load(const float* p) { return _mm512_loadu_ps(p); }
  static Vector load(const float* p, std::int64_t n) { return _mm512_maskz_loadu_ps(mask(n), p); }
  static void store(float* p, Vector v) { _mm512_storeu_ps(p, v); }
  static void store(float* p, Vector v, std::int64_t n) { _mm512_mask_storeu_ps(p, mask(n), v); }
  static void add_to(double* sum, Vector v) {
    const __m512d low = _mm512_cvtps_pd(_mm512_castps512_ps256(v));
    const __m512d high = _mm512_cvtps_pd(_mm512_extractf32x8_ps(v, 1));
    _mm512_storeu_pd(sum, _mm512_add_pd(_mm512_loadu_pd(sum), low));
    _mm512_storeu_pd(sum + 8, _mm512_add_pd(_mm512_loadu_pd(sum + 8), high));
  }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
  static Vector sqrt(Vector a) { return _mm512_sqrt_ps(a); }
  static Vector min(Vector a, Vector b) { return _mm512_min_ps(a, b); }
  static Vector max(Vector a, Vector b) { return _mm512_max_ps(a, b); }
  /// x where a <= 0, else 0
  static Vector where_not_positive(Vector a, Vector x) {
    return _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(a, zero(), _CMP_LE_OQ), x);
  }
  static float total(const Vector* v) {
    return total_of_eight(_mm512_castps512_ps256(*v) + _mm512_extractf32x8_ps(*v, 1));
  }

 private:
  static __mmask16 mask(std::int64_t n) { return static_cast<__mmask16>((1U << n) - 1U); }
};

template <>
struct Simd<double> {
  using Vector = __m512d;
  static constexpr std::int64_t kLanes = 8, kGramTile = 8, kTile = 12;
  static Vector zero() { return _mm512_setzero_pd(); }
  static Vector all(double x) { return _mm512_set1_pd(x); }
  static Vector load(const double* p) { return _mm512_loadu_pd(p); }
  static Vector load(const double* p, std::int64_t n) { return _mm512_maskz_loadu_pd(mask(n), p); }
  static void store(double* p, Vector v) { _mm512_storeu_pd(p, v); }
  static void store(double* p, Vector v, std::int64_t n) { _mm512_mask_storeu_pd(p, mask(n), v); }
  static void add_to(double* sum, Vector v) { store(sum, load(sum) + v); }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm512_fmadd_pd(a, b, c); }
  static Vector sqrt(Vector a) { return _mm512_sqrt_pd(a); }
  static Vector min(Vector a, Vector b) { return _mm512_min_pd(a, b); }
  static Vector max(Vector a, Vector b) { return _mm512_max_pd(a, b); }
  static Vector where_not_positive(Vector a, Vector x) {
    return _mm512_maskz_mov_pd(_mm512_cmp_pd_mask(a, zero(), _CMP_LE_OQ), x);
  }
  static double total(const Vector* v) {
    const Vector sum = v[0] + v[1];
    return total_of_four(_mm512_castpd512_pd256(sum) + _mm512_extractf64x4_pd(sum, 1));
  }

 private:
  static __mmask8 mask(std::int64_t n) { return static_cast<__mmask8>((1U << n) - 1U); }
};

#elif defined(__AVX2__) && defined(NMF_KERNELS_V3)

template <typename T>
struct Simd;

template <>
struct Simd<float> {
  using Vector = __m256;
  static constexpr std::int64_t kLanes = 8, kGramTile = 6, kTile = 6;
  static Vector zero() { return _mm256_setzero_ps(); }
  static Vector all(float x) { return _mm256_set1_ps(x); }
  static Vector load(const float* p) { return _mm256_loadu_ps(p); }
  static Vector load(const float* p, std::int64_t n) { return _mm256_maskload_ps(p, mask(n)); }
  static void store(float* p, Vector v) { _mm256_storeu_ps(p, v); }
  static void store(float* p, Vector v, std::int64_t n) { _mm256_maskstore_ps(p, mask(n), v); }
  static void add_to(double* sum, Vector v) {
    const __m256d low = _mm256_cvtps_pd(_mm256_castps256_ps128(v));
    const __m256d high = _mm256_cvtps_pd(_mm256_extractf128_ps(v, 1));
    _mm256_storeu_pd(sum, _mm256_add_pd(_mm256_loadu_pd(sum), low));
    _mm256_storeu_pd(sum + 4, _mm256_add_pd(_mm256_loadu_pd(sum + 4), high));
  }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm256_fmadd_ps(a, b, c); }
  static Vector sqrt(Vector a) { return _mm256_sqrt_ps(a); }
  static Vector min(Vector a, Vector b) { return _mm256_min_ps(a, b); }
  static Vector max(Vector a, Vector b) { return _mm256_max_ps(a, b); }
  /// x where a <= 0, else 0
  static Vector where_not_positive(Vector a, Vector x) {
    return _mm256_and_ps(_mm256_cmp_ps(a, zero(), _CMP_LE_OQ), x);
  }
  static float total(const Vector* v) { return total_of_eight(v[0] + v[1]); }

 private:
  static __m256i mask(std::int64_t n) {
    return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(n)),
                              _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
  }
};

template <>
struct Simd<double> {
  using Vector = __m256d;
  static constexpr std::int64_t kLanes = 4, kGramTile = 6, kTile = 6;
  static Vector zero() { return _mm256_setzero_pd(); }
  static Vector all(double x) { return _mm256_set1_pd(x); }
  static Vector load(const double* p) { return _mm256_loadu_pd(p); }
  static Vector load(const double* p, std::int64_t n) { return _mm256_maskload_pd(p, mask(n)); }
  static void store(double* p, Vector v) { _mm256_storeu_pd(p, v); }
  static void store(double* p, Vector v, std::int64_t n) { _mm256_maskstore_pd(p, mask(n), v); }
  static void add_to(double* sum, Vector v) { store(sum, load(sum) + v); }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm256_fmadd_pd(a, b, c); }
  static Vector sqrt(Vector a) { return _mm256_sqrt_pd(a); }
  static Vector min(Vector a, Vector b) { return _mm256_min_pd(a, b); }
  static Vector max(Vector a, Vector b) { return _mm256_max_pd(a, b); }
  static Vector where_not_positive(Vector a, Vector x) {
    return _mm256_and_pd(_mm256_cmp_pd(a, zero(), _CMP_LE_OQ), x);
  }
  static double total(const Vector* v) { return total_of_four((v[0] + v[2]) + (v[1] + v[3])); }

 private:
  static __m256i mask(std::int64_t n) {
    return _mm256_cmpgt_epi64(_mm256_set1_epi64x(n), _mm256_setr_epi64x(0, 1, 2, 3));
  }
};

#else

/// Sixteen bytes in GCC's vector extension: any x86-64, Arm, whatever the compiler can do.
template <typename T>
struct Simd {
  typedef T Vector __attribute__((vector_size(16)));  // NOLINT: `using` drops the attribute
  static constexpr std::int64_t kLanes = 16 / sizeof(T), kGramTile = 6, kTile = 6;
  static Vector zero() { return Vector{}; }
  static Vector all(T x) { return Vector{} + x; }
  static Vector load(const T* p) { return load(p, kLanes); }
  static Vector load(const T* p, std::int64_t n) {
    Vector v{};
    __builtin_memcpy(&v, p, static_cast<unsigned long>(n) * sizeof(T));
    return v;
  }
  static void store(T* p, Vector v) { store(p, v, kLanes); }
  static void store(T* p, Vector v, std::int64_t n) {
    __builtin_memcpy(p, &v, static_cast<unsigned long>(n) * sizeof(T));
  }
  static void add_to(double* sum, Vector v) {
    for (std::int64_t i = 0; i < kLanes; ++i) sum[i] += static_cast<double>(v[i]);
  }
  static Vector fma(Vector a, Vector b, Vector c) {
#if defined(__FP_FAST_FMA) || defined(__ARM_FEATURE_FMA)
    for (std::int64_t i = 0; i < kLanes; ++i) {
      if constexpr (sizeof(T) == 4)
        c[i] = __builtin_fmaf(a[i], b[i], c[i]);
      else
        c[i] = __builtin_fma(a[i], b[i], c[i]);
    }
    return c;
#else
    return a * b + c;
#endif
  }
  static Vector sqrt(Vector a) {
    for (std::int64_t i = 0; i < kLanes; ++i) {
      if constexpr (sizeof(T) == 4)
        a[i] = __builtin_sqrtf(a[i]);
      else
        a[i] = __builtin_sqrt(a[i]);
    }
    return a;
  }
  static Vector min(Vector a, Vector b) { return a < b ? a : b; }
  static Vector max(Vector a, Vector b) { return a > b ? a : b; }
  static Vector where_not_positive(Vector a, Vector x) { return a <= 0 ? x : Vector{}; }
  static T total(const Vector* v) {
    T lane[kPanel];
    __builtin_memcpy(lane, v, sizeof lane);
    for (std::int64_t half = kPanel / 2; half > 0; half /= 2)
      for (std::int64_t l = 0; l < half; ++l) lane[l] += lane[l + half];
    return lane[0];
  }
};

#endif
