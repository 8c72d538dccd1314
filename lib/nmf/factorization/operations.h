#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// What a solver asks of X and its factors. Both factors are held row by row, [n, K] contiguous:
/// W itself, and H transposed; so every operation serves both.
///
/// There are two forms: our own kernels on the CPU, whose bits do not depend on the number of
/// threads, and ATen's operators, for CUDA.
class Operations {
 public:
  /// Which matrix a sparse product takes: X (one row per document) or its transpose (per term).
  enum class Side { documents, terms };

  struct GramSums {
    at::Tensor gram;      ///< F^T F, [K, K] float64
    at::Tensor negative;  ///< sum of max(-F, 0), [] float64
  };

  /// What is added to ||a - f other||^2 / 2 for a row f of a factor: l1 |f|_1 + l2 |f|^2 / 2.
  struct Penalty {
    double l1 = 0, l2 = 0;
  };

  /// What the stored entries x of X tell of the fit; wh are the elements of W H there.
  struct Stored {
    double inner = 0;       ///< <X, W H>
    double divergence = 0;  ///< sum of x log(x / wh) - x: the divergence less the sum of all of W H
  };

  struct Update {
    at::Tensor F;   ///< [n, K] >= 0
    Stored before;  ///< of the factors that the update was given; no divergence if not asked for
  };

  struct Sweep {
    at::Tensor F;          ///< [n, K] >= 0
    double inner = 0;      ///< <A other, F>, if asked for
    double violation = 0;  ///< of the first sweep: sum of the absolute projected gradient that each
                           ///< entry had when it came to it
  };

  /// Squared norms of a factor's gradient, column by column, [K] float64.
  struct GradientNorms {
    at::Tensor projected;  ///< F G - A other + penalties, where F is 0 only what is below 0
    at::Tensor data;       ///< A other
  };

  virtual ~Operations() = default;

  virtual GramSums gram(const at::Tensor& F) const = 0;

  /// A F with A = X or X^T. [rows of A, at least K]: columns from K on, if any, are 0.
  virtual at::Tensor product(Side side, const at::Tensor& F) const = 0;

  /// <P, F>, [] float64, for a P that `product` returned, or for two Gram matrices.
  virtual at::Tensor inner(const at::Tensor& P, const at::Tensor& F) const = 0;

  /// scale (F G - A other) - slope [F <= 0], the gradient of the objective in F; [n, K].
  /// \param G  [K, K] float64, symmetric
  /// \param P  A other where it is known already, else undefined
  virtual at::Tensor gradient(Side side, const at::Tensor& F, const at::Tensor& G,
                              const at::Tensor& other, const at::Tensor& P, double scale,
                              double slope) const = 0;

  /// Coordinate descent on ||A - F other^T||^2 / 2 + penalties over F >= 0: `sweeps` times each
  /// column in turn, each set to its minimum (HALS; Cichocki & Phan 2009, repeated as Gillis &
  /// Glineur 2012). A column whose diagonal element of G is below kLeastSquare stays as
  /// it is, or becomes 0 where l1 is at least kLeastPrice.
  /// \param F  where it starts, >= 0; the result may take the memory of one that nobody else holds
  /// \param G  other^T other, [K, K] float64
  /// \param measure  whether Sweep::inner shall be known
  virtual Sweep sweep(Side side, at::Tensor F, const at::Tensor& G, const at::Tensor& other,
                      Penalty penalty, std::int64_t sweeps, bool measure) const = 0;

  virtual GradientNorms gradient_norms(Side side, const at::Tensor& F, const at::Tensor& G,
                                       const at::Tensor& other, Penalty penalty) const = 0;

  /// The multiplicative update F <- F (A other) / (F G + l1 + l2 F) of ||A - F other^T||^2 / 2.
  /// A denominator of 0 counts as kEpsilon; results below kLeast become 0.
  virtual Update multiplied(Side side, const at::Tensor& F, const at::Tensor& G,
                            const at::Tensor& other, Penalty penalty) const = 0;

  /// The product of two smaller ones would be no normal number, and processors take a hundred
  /// cycles over those: Frobenius, the notebook's matrix, iterations 50 to 100, 29 ms and then 14
  /// ms.
  template <typename T>
  static constexpr T kLeast = sizeof(T) == 4 ? static_cast<T>(0x1p-63) : static_cast<T>(0x1p-511);

  /// What is divided by less may leave T's range.
  template <typename T>
  static constexpr double kLeastSquare = sizeof(T) == 4 ? 0x1p-100 : 0x1p-900;

  /// An l1 that is larger than what A and a column of next to nothing have in common.
  static constexpr double kLeastPrice = 0x1p-20;

  /// What stands for a wh, and for a denominator, that is smaller (or 0): scikit-learn's EPSILON. A
  /// stored value that is not larger does not count in the divergence.
  static constexpr double kEpsilon = 1.1920928955078125e-07;

  /// F <- F ((A / F other^T) other) / (sums + l1 + l2 F), the one of the Kullback-Leibler
  /// divergence; A / F other^T is needed where A is stored alone.
  /// \param sums     column_sums(other)
  /// \param least    results below it, or kLeast, become 0
  /// \param measure  whether Update::before shall have the divergence
  virtual Update multiplied_divergence(Side side, const at::Tensor& F, const at::Tensor& sums,
                                       const at::Tensor& other, Penalty penalty, double least,
                                       bool measure) const = 0;

  struct DivergenceSweep {
    at::Tensor F;          ///< [n, K] >= 0
    Stored before;         ///< as of Update
    double violation = 0;  ///< as of Sweep
  };

  /// Coordinate descent on the divergence + penalties over F >= 0: `sweeps` times each entry of a
  /// row in turn, by one Newton step each (kernels/newton.h). On the CPU alone.
  /// \param sums     column_sums(other)
  /// \param measure  whether `before` shall have the divergence
  virtual DivergenceSweep sweep_divergence(Side side, const at::Tensor& F, const at::Tensor& sums,
                                           const at::Tensor& other, Penalty penalty,
                                           std::int64_t sweeps, bool measure) const = 0;

  /// `data` is (A / F other^T) other here; the projected gradient is that of sums + l1 + l2 F - it.
  virtual GradientNorms divergence_gradient_norms(Side side, const at::Tensor& F,
                                                  const at::Tensor& sums, const at::Tensor& other,
                                                  Penalty penalty) const = 0;

  /// \param F  W, [D, K]; \param Ht  H transposed, [V, K]
  /// \param measure  whether Stored::divergence shall be known
  virtual Stored stored(const at::Tensor& F, const at::Tensor& Ht, bool measure) const = 0;

  /// [K] float64, on the device of F.
  virtual at::Tensor column_sums(const at::Tensor& F) const = 0;

  /// max(F + beta (F - last scale), 0). It may take the memory of a `last` that nobody else holds.
  /// \param scale  of the columns of `last`, [1, K] float64; undefined: 1
  virtual at::Tensor extrapolated(const at::Tensor& F, at::Tensor last, double beta,
                                  const at::Tensor& scale) const = 0;

  /// Sum of all entries, in float64.
  virtual double sum(const at::Tensor& F) const = 0;

  /// ||X - F Ht^T||_F from row blocks of the difference, all in float64: right however close the
  /// two are, at the cost of the dense form, O(D V K). Memory for some blocks, no more.
  /// \param F  W, [D, K]; \param Ht  H transposed, [V, K]
  virtual double residual(const at::Tensor& F, const at::Tensor& Ht) const = 0;
};

std::unique_ptr<Operations> make_cpu_operations(const CsrMatrix<double>& X, Dtype dtype,
                                                const Threads& threads);

std::unique_ptr<Operations> make_aten_operations(const CsrMatrix<double>& X, Dtype dtype,
                                                 const std::string& device);

}  // namespace nmf
