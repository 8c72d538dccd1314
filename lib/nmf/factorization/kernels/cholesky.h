// The Cholesky factor of a symmetric matrix.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

/// Each row is subtracted from all below as soon as it is finished: no sum waits for its last term,
/// and every element meets the rows in order.
template <typename T>
std::int64_t cholesky(T* A, std::int64_t n, std::int64_t columns, std::int64_t stride,
                      const T* least, T* inverse) {
  using S = Simd<T>;
  constexpr std::int64_t kLanes = S::kLanes;
  for (std::int64_t j = 0; j < n; ++j) {
    T* const row = A + j * stride;
    if (!(row[j] > least[j])) return j;
    inverse[j] = 1 / square_root(row[j]);
    const auto scale = S::all(inverse[j]);
    for (std::int64_t c = j / kLanes * kLanes; c < columns; c += kLanes)
      S::store(row + c, S::load(row + c) * scale);
    for (std::int64_t i = j + 1; i < n; ++i) {
      T* const below = A + i * stride;
      const auto x = S::all(-row[i]);
      for (std::int64_t c = i / kLanes * kLanes; c < columns; c += kLanes)
        S::store(below + c, S::fma(x, S::load(row + c), S::load(below + c)));
    }
  }
  return n;
}
