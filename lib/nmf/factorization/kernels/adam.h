// A step of Adam.
// Included once by each kernels_*.cpp, inside its own namespace, through body.h.

template <typename T>
void adam_block(T* parameter, const T* gradient, T* average, T* square, T* max_square,
                std::int64_t count, const AdamCoefficients<T>& c) {
  using S = Simd<T>;
  const auto beta1 = S::all(c.beta1), rest1 = S::all(c.one_minus_beta1);
  const auto beta2 = S::all(c.beta2), rest2 = S::all(c.one_minus_beta2);
  const auto step = S::all(-c.step_size), correction = S::all(c.inverse_sqrt_correction);
  const auto eps = S::all(c.eps), decay = S::all(c.weight_decay);
  for (std::int64_t i = 0; i < count; i += S::kLanes) {
    const std::int64_t left = count - i < S::kLanes ? count - i : S::kLanes;
    const bool whole = left == S::kLanes;
    const auto get = [&](const T* p) { return whole ? S::load(p + i) : S::load(p + i, left); };
    const auto put = [&](T* p, typename S::Vector v) {
      if (whole)
        S::store(p + i, v);
      else
        S::store(p + i, v, left);
    };
    const auto p = get(parameter);
    const auto g = S::fma(decay, p, get(gradient));
    const auto m = S::fma(rest1, g, beta1 * get(average));
    auto v = S::fma(rest2 * g, g, beta2 * get(square));
    put(average, m);
    put(square, v);
    if (max_square != nullptr) {
      v = S::max(get(max_square), v);
      put(max_square, v);
    }
    put(parameter, S::fma(step, m / S::fma(S::sqrt(v), correction, eps), p));
  }
}
