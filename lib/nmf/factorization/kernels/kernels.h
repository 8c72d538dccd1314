#pragma once

#include <cstdint>
#include <string>

/// The hot loops of a fit on the CPU, free of LibTorch and of threads.
///
/// Every kernel works on one block that its caller chose. Each sum runs over rows (or components)
/// in order, one lane per result, with explicit fused multiply-adds: the bits do not depend on the
/// width of the vectors, so the AVX2 and the AVX-512 form agree. On a machine without FMA the
/// generic form multiplies and adds in two steps and the bits differ.
///
/// A factor F is [rows, K], row-major without gaps. "Padded" rows have `padded(K)` elements.
namespace nmf::kernels {

/// Columns per panel of a packed matrix; rows of padded matrices are multiples of it.
inline constexpr std::int64_t kPanel = 16;
inline constexpr std::int64_t padded(std::int64_t k) { return (k + kPanel - 1) / kPanel * kPanel; }

/// Rows that gram_block takes at most, and so the length of a sum in T: two panels of them fill
/// half of a 32 KiB first-level cache.
inline constexpr std::int64_t kGramRows = 128;

/// Side of the square that gram_block adds to: its tiles may reach beyond column K, and read as far
/// beyond it in the packed rows.
inline constexpr std::int64_t gram_stride(std::int64_t k) { return padded(k + 11); }

/// A CSR matrix as the kernels see it.
template <typename T>
struct SparseRows {
  const std::int64_t* row_start;
  const std::int32_t* column;
  const T* value;
};

/// Coefficients of one Adam step; see torch::optim::Adam.
template <typename T>
struct AdamCoefficients {
  T beta1, one_minus_beta1, beta2, one_minus_beta2;
  T step_size;                ///< lr / (1 - beta1^t)
  T inverse_sqrt_correction;  ///< 1 / sqrt(1 - beta2^t)
  T eps, weight_decay;
};

/// Rows that a sweep takes together at most: a multiple of what each instruction set takes.
inline constexpr std::int64_t kSweepRows = 48;
/// Columns of a factor that a sweep takes together.
inline constexpr std::int64_t kSweepColumns = 4;

/// Coordinate descent on the rows f of a factor: min ||a - f other||^2 / 2 + l1 |f|_1 + l2 |f|^2 /
/// 2 over f >= 0, where `other` is known by its Gram matrix.
template <typename T>
struct SweepRules {
  /// -(Gram matrix + l2 on its diagonal), [ceil(K / kSweepColumns)][K][kSweepColumns], zero beyond
  /// column K
  const T* negative_gram;
  const T* inverse;  ///< [K], of its diagonal; 0 where that is next to 0, so that the column stays
  T l1;
  std::int64_t sweeps;  ///< >= 1
};

/// A multiplicative update f <- f n / (d + l2 f).
template <typename T>
struct MultiplyRules {
  T l2;
  T epsilon;  ///< stands for a denominator that is 0
  T least;    ///< what is below becomes 0
};

/// Coordinate descent on the Kullback-Leibler divergence, at kPanel entries at a time.
template <typename T>
struct NewtonRules {
  const T* sums;  ///< [K], of the components, l1 added
  T l2;
  T epsilon;  ///< stands for a wh that is smaller
  T least;    ///< what is below becomes 0
  std::int64_t sweeps;
};

/// Either kPanel rows of a factor, each a lane, or one row whose entries are spread over the lanes.
template <typename T>
struct NewtonLanes {
  std::int64_t n;         ///< entries per lane
  const T* const* other;  ///< [n][kPanel], the row of the other factor that each entry meets
  const T* x;             ///< [n][kPanel], 0 where a lane has no entry
  T* wh;                  ///< [n][kPanel], kept up to date; anything where a lane has no entry
  T* F;                   ///< [K][kPanel], the same in all lanes if they are one row
};

template <typename T>
struct Table {
  /// gram[i, j] += sum_r F[r, i] F[r, j] for i <= j < K (summed in T over the block, added in
  /// float64), anything elsewhere; negative[i] -= sum_r min(F[r, i], 0), likewise.
  /// \param rows    <= kGramRows
  /// \param packed  scratch, [kGramRows, gram_stride(K)]
  /// \param gram    [gram_stride(K), gram_stride(K)]; \param negative [padded(K)]
  void (*gram_block)(const T* F, std::int64_t rows, std::int64_t K, T* packed, double* gram,
                     double* negative);

  /// out[r] = sum_c A[r, c] F[c] for rows [begin, end) of A.
  /// \param out  padded rows, the first belongs to row `begin`; the padding is set to 0
  void (*sparse_times_factor)(SparseRows<T> A, std::int64_t begin, std::int64_t end, const T* F,
                              std::int64_t K, T* out);

  /// out[r, j] = scale (sum_i F[r, i] G[i, j] - S[r, j]) - (F[r, j] <= 0 ? slope : 0).
  /// \param panels  G as pack_panels gives it
  /// \param S       padded rows; \param out [rows, K]
  void (*gradient_block)(const T* F, std::int64_t rows, std::int64_t K, const T* panels, const T* S,
                         T scale, T slope, T* out);

  /// out[r, 0 .. kPanel] = sum_i F[r, i] panel[i, 0 .. kPanel] for `rows` rows.
  /// \param panel  [K, kPanel]; \param out [rows, kPanel]
  void (*factor_times_panel)(const T* F, std::int64_t rows, std::int64_t K, const T* panel, T* out);

  /// One step of Adam on `count` elements. \param max_square AMSGrad's running maximum, or null
  void (*adam_block)(T* parameter, const T* gradient, T* average, T* square, T* max_square,
                     std::int64_t count, const AdamCoefficients<T>& coefficients);

  /// to = F after `sweeps` sweeps of coordinate descent, each row on its own.
  /// \param P          A other^T for the same rows, padded
  /// \param scratch    [2 K kSweepRows]
  /// \param violation  of the first sweep: the sum of the absolute projected gradient that each
  ///                   coordinate had when it came to it is added
  /// \param to         [rows, K]; F itself is allowed
  void (*sweep_rows)(const T* F, std::int64_t rows, std::int64_t K, const T* P,
                     const SweepRules<T>& rules, T* scratch, double* violation, T* to);

  /// <F[r], other[c]> for each stored (r, c) in rows [begin, end) of A, in order: in kPanel lanes
  /// over the components, which are added as a tree.
  /// \param F    its first row belongs to row `begin`
  /// \param out  one element per stored one
  void (*stored_products)(SparseRows<T> A, std::int64_t begin, std::int64_t end, const T* F,
                          const T* other, std::int64_t K, T* out);

  /// \param numerator    padded rows
  /// \param denominator  rows of K elements, `stride` apart: K, or 0 for one row for all
  void (*multiply_rows)(T* F, std::int64_t rows, std::int64_t K, const T* numerator,
                        const T* denominator, std::int64_t stride, MultiplyRules<T> rules);

  /// Sweeps of Newton steps for the Kullback-Leibler divergence over kPanel rows.
  /// \param panel      scratch, [kPanel][n][kPanel]
  /// \param violation  [kPanel]: as of sweep_rows, row by row
  void (*newton_rows)(const NewtonLanes<T>& lanes, std::int64_t K, const NewtonRules<T>& rules,
                      T* panel, T* violation);

  /// The same for one row; its sums are those of the lanes, added as a tree.
  void (*newton_row)(const NewtonLanes<T>& lanes, std::int64_t K, const NewtonRules<T>& rules,
                     T* panel, T* violation);

  /// U with U^T U = A, and U^-T B for the columns B beside A: row by row in place of them, up to
  /// the first row whose pivot is not above `least`.
  /// \param A        n rows of `columns` elements, `stride` apart: the upper part of A, then B,
  ///                 then zeros. What is left of the diagonal in its panel may change
  /// \param columns  a multiple of kPanel
  /// \param least    [n]; \param inverse [n], of U's diagonal
  /// \return how many rows are done
  std::int64_t (*cholesky)(T* A, std::int64_t n, std::int64_t columns, std::int64_t stride,
                           const T* least, T* inverse);
};

/// The instruction sets that have a form of their own.
enum class Isa { generic, v3, v4 };

/// The best form that this machine can run.
Isa best_isa();
bool can_run(Isa isa);

template <typename T>
const Table<T>& table(Isa isa = best_isa());

/// A [K, K] matrix as panels [padded(K) / kPanel][K][kPanel] in T, zero beyond column K.
template <typename T>
void pack_panels(const double* matrix, std::int64_t K, T* panels);

}  // namespace nmf::kernels
