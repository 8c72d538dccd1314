// The kernels of kernels.h, once per instruction set. Included inside a namespace of its own by
// each kernels_*.cpp. Raw pointers only: an inline function of the standard library compiled here
// for AVX could be the copy that the linker keeps for the whole program.

/// Before every loop over an array of vectors: unrolled whole, the array lives in registers; else
/// GCC keeps it in memory.
#define NMF_UNROLL _Pragma("GCC unroll 16")

#include "nmf/factorization/kernels/simd.h"
// simd.h first: the others use it.
#include "nmf/factorization/kernels/adam.h"
#include "nmf/factorization/kernels/cholesky.h"
#include "nmf/factorization/kernels/gram.h"
#include "nmf/factorization/kernels/panel.h"
#include "nmf/factorization/kernels/sparse.h"
// sparse.h first.
#include "nmf/factorization/kernels/products.h"
#include "nmf/factorization/kernels/transpose.h"
// transpose.h first.
#include "nmf/factorization/kernels/newton.h"
#include "nmf/factorization/kernels/sweep.h"

template <typename T>
constexpr Table<T> kTable = {
    gram_block<T>,           sparse_times_factor<T>, gradient_block<T>,  factor_times_panel<T>,
    adam_block<T>,           sweep_rows<T>,          stored_products<T>, multiply_rows<T>,
    newton_sweeps<T, false>, newton_sweeps<T, true>, cholesky<T>};
