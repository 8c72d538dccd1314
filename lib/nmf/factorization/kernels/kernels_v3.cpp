#define NMF_KERNELS_V3
#include <immintrin.h>

#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/kernels/tables.h"

namespace nmf::kernels::v3 {
namespace {
#include "nmf/factorization/kernels/body.h"
}  // namespace

const Table<float>& float_table() { return kTable<float>; }
const Table<double>& double_table() { return kTable<double>; }
}  // namespace nmf::kernels::v3
