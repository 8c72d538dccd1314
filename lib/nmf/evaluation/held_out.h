#pragma once

#include <cstdint>
#include <string>

#include "nmf/core/csr_matrix.h"
#include "nmf/factorization/factorize.h"

namespace nmf {

/// How X is cut for bi-cross-validation: fold f of round r leaves out part f of the documents and
/// part f of the terms of that round's random cuts, and so the block where they cross.
struct HeldOutPlan {
  std::int32_t parts = 5;   ///< of documents and of terms; so many folds a round. >= 2
  std::int32_t rounds = 1;  ///< each with cuts of its own
  std::uint32_t seed = 0;   ///< of the cuts

  [[nodiscard]] std::int32_t folds() const { return parts * rounds; }
};

/// The four blocks of X that one fold makes: rows and columns left out (A), rows left out (B),
/// columns left out (C), neither (D).
struct HeldOutBlocks {
  CsrMatrix<double> A, B, C, D;
};
HeldOutBlocks held_out_blocks(const CsrMatrix<double>& X, const HeldOutPlan& plan,
                              std::int32_t fold);

/// What one fold says of a number of components.
struct HeldOutError {
  double squared_error = 0;  ///< ||A - W_B H_C||^2
  double squared_norm = 0;   ///< ||A||^2, which is the error of no component
  /// squared_error / squared_norm; 1 where A is all zeros, so that such a fold says nothing
  [[nodiscard]] double share() const { return squared_norm > 0 ? squared_error / squared_norm : 1; }
};

/// Bi-cross-validation of NMF: D ~ W_D H_D is fitted with `options`; the rows left out get W_B from
/// B with H_D fixed, the columns left out H_C from C with W_D fixed, both by non-negative least
/// squares; W_B H_C then predicts A, which nothing has seen. The error is the squared one for every
/// loss, from ||A||^2 - 2 <A, W H> + <W^T W, H H^T>: no dense block is made.
///
/// Source: Owen & Perry, Bi-cross-validation of the SVD and the nonnegative matrix factorization
/// (Annals of Applied Statistics 3, 2009), section 6.
/// \param options   as for factorize; n_components at most what D allows the start that they name
/// Throws what factorize throws.
HeldOutError held_out_error(const HeldOutBlocks& blocks, const FactorizationOptions& options,
                            const std::string& device = "cpu", int threads = 0,
                            const IterationCallback& callback = {});

}  // namespace nmf
