#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/factorization/options.h"
#include "nmf/factorization/solver_state.h"

namespace nmf {

/// What one iteration measured, before its step.
struct Iteration {
  std::int64_t iteration = 0;  ///< from 0
  std::int64_t run = 0;        ///< which of n_init starts it belongs to, from 0
  double loss = 0;             ///< what the solver minimizes, rounded to the dtype of the factors
  double residual = 0;         ///< ||X - W H||_F
  double penalty = 0;          ///< mean(max(-W, 0)) + mean(max(-H, 0)), not yet weighted
  /// Not measured at every iteration, and never for adam without projection: with each component
  /// scaled so that
  /// ||w_k|| = ||h_k||, the larger over W and H of the norm of the projected gradient over the norm
  /// of the gradient's X part (X H^T, W^T X). Free of the scale of X; 0 at a stationary point.
  std::optional<double> kkt_residual = {};
  double seconds = 0;  ///< wall time since the fit began, its start included
};

/// Called after each iteration. Returns false to stop; `factorize` then throws `Interrupted`.
using IterationCallback = std::function<bool(const Iteration&)>;

enum class StopReason { max_iter, tol, kkt_tol, max_seconds };

/// Factors and how they came to be, on the device of the fit; those of adam are leaves that require
/// a gradient. H lies in memory term by term (strides [1, K]), which every operation on it accepts.
struct Factorization {
  at::Tensor W;  ///< [D, K]
  at::Tensor H;  ///< [K, V]
  std::vector<Iteration> history;
  std::int64_t n_iter = 0;
  Iteration final;  ///< the same measures of the factors returned
  StopReason stop_reason = StopReason::max_iter;
  Engine engine = Engine::gram;  ///< the one that `automatic` took
  Init init = Init::normal;      ///< likewise
  std::string init_file = {};    ///< init file: its absolute path
  std::uint64_t seed = 0;        ///< of the start that was kept
  std::int64_t runs = 1;         ///< starts that were run; max_seconds may leave some out
};

/// Where a fit stands after an iteration: all that a later one needs to go on from there and end
/// with the same bits.
struct FitState {
  std::int64_t run = 0;  ///< of n_init, from 0
  std::vector<Iteration>
      history;         ///< of this run, whose iterations 0 .. history.size() - 1 are done
  double seconds = 0;  ///< since the fit began
  SolverState solver;
  /// Of the runs before; none in the first. Whoever saves it may leave out engine, init and the
  /// runs in its history.
  std::optional<Factorization> best;
};

/// How a fit is left in a way that it can be gone on with.
struct Checkpoints {
  std::int64_t every = 0;  ///< iterations of a run between two states; 0: none are saved
  /// Is given each of these states, and the last one where the callback asks to stop, before
  /// `Interrupted` is thrown. Tensors of the state are the fit's own: whoever keeps one copies it.
  std::function<void(const FitState&)> save = {};
  /// A state of a fit of the same X and options on such a device, to go on from. Its tensors may be
  /// on the CPU, and the fit takes them for its own.
  std::optional<FitState> from = {};
};

/// Factorizes X ~ W H.
///
/// \param X        [D, V] finite; converted to options.dtype
/// \param device   a name that resolve_device takes: auto, cpu, cuda, cuda:n
/// \param threads  CPU threads of our own kernels; 0: all. Never shows in the result.
/// Throws: ConfigError (validate; loss no longer finite: names the iteration), DeviceError (device
///         missing, more memory needed than there is: before any work, with the number), IoError
///         (X is empty, not finite or of next to nothing; options.init_file can't be used),
///         ModelError (checkpoints.from is no state of such a fit), Interrupted.
Factorization factorize(const CsrMatrix<double>& X, const FactorizationOptions& options,
                        const std::string& device = "cpu", int threads = 0,
                        const IterationCallback& callback = {}, Checkpoints checkpoints = {});

}  // namespace nmf
