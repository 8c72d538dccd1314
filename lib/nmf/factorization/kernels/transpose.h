// Rows of a factor as lanes, so that a vector holds one component of several rows, and back.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

/// to[c * to_stride + r] = from[r * from_stride + c] for a square that the processor turns at once.
template <typename T>
struct Square {
  static constexpr std::int64_t kSide = 1;
  static void transpose(const T* from, std::int64_t, T* to, std::int64_t) { *to = *from; }
};

#if !defined(NMF_KERNELS_GENERIC)
template <>
struct Square<float> {
  static constexpr std::int64_t kSide = 8;
  static void transpose(const float* from, std::int64_t from_stride, float* to,
                        std::int64_t to_stride) {
    __m256 row[8], pair[8];
    NMF_UNROLL
    for (int i = 0; i < 8; ++i) row[i] = _mm256_loadu_ps(from + i * from_stride);
    NMF_UNROLL
    for (int i = 0; i < 8; i += 2) {
      pair[i] = _mm256_unpacklo_ps(row[i], row[i + 1]);
      pair[i + 1] = _mm256_unpackhi_ps(row[i], row[i + 1]);
    }
    NMF_UNROLL
    for (int i = 0; i < 8; i += 4) {
      row[i] = _mm256_shuffle_ps(pair[i], pair[i + 2], 0x44);
      row[i + 1] = _mm256_shuffle_ps(pair[i], pair[i + 2], 0xEE);
      row[i + 2] = _mm256_shuffle_ps(pair[i + 1], pair[i + 3], 0x44);
      row[i + 3] = _mm256_shuffle_ps(pair[i + 1], pair[i + 3], 0xEE);
    }
    NMF_UNROLL
    for (int i = 0; i < 4; ++i) {
      _mm256_storeu_ps(to + i * to_stride, _mm256_permute2f128_ps(row[i], row[i + 4], 0x20));
      _mm256_storeu_ps(to + (i + 4) * to_stride, _mm256_permute2f128_ps(row[i], row[i + 4], 0x31));
    }
  }
};

template <>
struct Square<double> {
  static constexpr std::int64_t kSide = 4;
  static void transpose(const double* from, std::int64_t from_stride, double* to,
                        std::int64_t to_stride) {
    __m256d row[4], pair[4];
    NMF_UNROLL
    for (int i = 0; i < 4; ++i) row[i] = _mm256_loadu_pd(from + i * from_stride);
    NMF_UNROLL
    for (int i = 0; i < 4; i += 2) {
      pair[i] = _mm256_unpacklo_pd(row[i], row[i + 1]);
      pair[i + 1] = _mm256_unpackhi_pd(row[i], row[i + 1]);
    }
    NMF_UNROLL
    for (int i = 0; i < 2; ++i) {
      _mm256_storeu_pd(to + i * to_stride, _mm256_permute2f128_pd(pair[i], pair[i + 2], 0x20));
      _mm256_storeu_pd(to + (i + 2) * to_stride,
                       _mm256_permute2f128_pd(pair[i], pair[i + 2], 0x31));
    }
  }
};
#endif

/// A matrix [rows, columns] turned round.
template <typename T>
void transpose(const T* from, std::int64_t from_stride, std::int64_t rows, std::int64_t columns,
               T* to, std::int64_t to_stride) {
  constexpr std::int64_t kSide = Square<T>::kSide;
  std::int64_t r = 0;
  for (; r + kSide <= rows; r += kSide) {
    std::int64_t c = 0;
    for (; c + kSide <= columns; c += kSide)
      Square<T>::transpose(from + r * from_stride + c, from_stride, to + c * to_stride + r,
                           to_stride);
    for (; c < columns; ++c)
      for (std::int64_t i = r; i < r + kSide; ++i)
        to[c * to_stride + i] = from[i * from_stride + c];
  }
  for (; r < rows; ++r)
    for (std::int64_t c = 0; c < columns; ++c) to[c * to_stride + r] = from[r * from_stride + c];
}
