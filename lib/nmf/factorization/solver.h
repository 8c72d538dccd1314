#pragma once

#include <chrono>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/factorize.h"
#include "nmf/factorization/initialize.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// What every solver is given: options validated and without `automatic`, a resolved device.
struct Problem {
  const CsrMatrix<double>& X;
  const FactorizationOptions& options;
  const std::string& device;
  const Threads& threads;
  const IterationCallback& callback;
  std::chrono::steady_clock::time_point start;
  std::int64_t run = 0;      ///< which of options.n_init starts, from 0
  FitState* from = nullptr;  ///< where this run goes on; null: at its start
  std::int64_t save_every = 0;
  /// Hands a state of this run to whoever saves it.
  std::function<void(const std::vector<Iteration>&, SolverState)> save = {};

  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
};

/// What comes after each iteration: the callback hears of it, and the state is saved where that is
/// due. Throws Interrupted.
/// \param history  its last entry is this iteration
/// \param ends     it is the last of its run: there is nothing to go on with
/// \param state    takes the state of the solver
void after_iteration(const Problem& problem, const std::vector<Iteration>& history, bool ends,
                     const std::function<SolverState()>& state);

/// The notebook's loop: an objective, its gradient by autograd, Adam; where options.projection says
/// so with both factors set to >= 0 after each step, and W solved at the end.
Factorization solve_adam(const Problem& problem, Factors start);

/// Accelerated hierarchical alternating least squares: each iteration sweeps over W and over H by
/// coordinate descent, from extrapolated factors. Minimizes the PenalizedLoss, the squared one.
/// Source: Gillis & Glineur, Accelerated Multiplicative Updates and Hierarchical ALS Algorithms for
/// Nonnegative Matrix Factorization (Neural Computation 24, 2012); for the extrapolation see
/// extrapolation.h.
Factorization solve_hals(const Problem& problem, Factors start);

/// Multiplicative updates of W and H in turn: scikit-learn's solver mu, for both losses. Entries
/// that are 0 stay 0.
/// Source: Lee & Seung, Algorithms for Non-negative Matrix Factorization (NIPS 13, 2001).
Factorization solve_mu(const Problem& problem, Factors start);

/// Sequential coordinate descent on the Kullback-Leibler divergence: Newton steps for one entry at
/// a time, first of W, then of H. On the CPU. Source: Hsieh & Dhillon, Fast Coordinate Descent
/// Methods with Variable Selection for Non-negative Matrix Factorization (KDD 2011).
Factorization solve_scd(const Problem& problem, Factors start);

/// Throws ConfigError that names the iteration unless its loss is finite.
/// \param advice  what to do
void check_finite(const Iteration& now, const std::vector<Iteration>& history,
                  const std::string& advice);

}  // namespace nmf
