#include "nmf/factorization/kernels/kernels.h"

#include "nmf/factorization/kernels/tables.h"

namespace nmf::kernels {

bool can_run([[maybe_unused]] Isa isa) {
  if (isa == Isa::generic) return true;
#if defined(__x86_64__)
  const bool v3 = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 &&
                  __builtin_cpu_supports("bmi2") != 0;
  if (isa == Isa::v3) return v3;
  return v3 && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
         __builtin_cpu_supports("avx512cd") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
         __builtin_cpu_supports("avx512vl") != 0;
#else
  return false;
#endif
}

Isa best_isa() {
  static const Isa best = can_run(Isa::v4) ? Isa::v4 : can_run(Isa::v3) ? Isa::v3 : Isa::generic;
  return best;
}

template <>
const Table<float>& table<float>([[maybe_unused]] Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::v4) return v4::float_table();
  if (isa == Isa::v3) return v3::float_table();
#endif
  return generic::float_table();
}

template <>
const Table<double>& table<double>([[maybe_unused]] Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::v4) return v4::double_table();
  if (isa == Isa::v3) return v3::double_table();
#endif
  return generic::double_table();
}

template <typename T>
void pack_panels(const double* matrix, std::int64_t K, T* panels) {
  for (std::int64_t i = 0; i < K; ++i)
    for (std::int64_t j = 0; j < padded(K); ++j)
      panels[j / kPanel * kPanel * K + i * kPanel + j % kPanel] =
          static_cast<T>(j < K ? matrix[i * K + j] : 0.0);
}

template void pack_panels<float>(const double*, std::int64_t, float*);
template void pack_panels<double>(const double*, std::int64_t, double*);

}  // namespace nmf::kernels
