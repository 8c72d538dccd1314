#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/evaluation/held_out.h"
#include "nmf/evaluation/stability.h"
#include "nmf/factorization/factorize.h"

namespace nmf {

struct SelectOptions {
  std::vector<std::int64_t> k;  ///< numbers of components to try, >= 1, rising, one at least
  std::int64_t seeds = 5;       ///< random starts of each, >= 1; with one there is no stability
  HeldOutPlan held_out;
};

/// One fit of all of X from a random start. Scores of topics are of their ten first terms.
struct FitScores {
  std::int64_t k = 0;
  std::uint64_t seed = 0;
  std::int64_t n_iter = 0;
  bool converged = false;  ///< has_converged
  double loss = 0;
  double residual = 0;              ///< ||X - W H||_F
  std::optional<double> u_mass;     ///< mean_u_mass, documents counted in X
  std::optional<double> diversity;  ///< the mean of diversity
  double seconds = 0;
  std::int64_t empty_topics = 0;  ///< as nmf::empty_topics counts them
};

/// One fold of the bi-cross-validation.
struct FoldScores {
  std::int64_t k = 0;
  std::int32_t fold = 0;
  HeldOutError error;
  double seconds = 0;
};

/// What is known of one number of components.
struct Candidate {
  std::int64_t k = 0;
  std::vector<FitScores> fits;         ///< by seed
  std::vector<FoldScores> folds;       ///< by number
  std::optional<Stability> stability;  ///< none with one seed

  [[nodiscard]] const FitScores& best() const;  ///< of the lowest loss, the first of equals
  /// Mean over the folds of ||A - W H||^2 / ||A||^2, 1 being the error of no component.
  [[nodiscard]] double held_out_error() const;
  /// Standard error of that mean.
  [[nodiscard]] double held_out_standard_error() const;
  [[nodiscard]] double seconds() const;  ///< of all its fits and folds
};

/// Where finished parts of a sweep are kept, so that one that was interrupted goes on; see
/// sweep_state.h.
class SweepStore {
 public:
  SweepStore() = default;
  virtual ~SweepStore() = default;
  SweepStore(const SweepStore&) = delete;
  SweepStore& operator=(const SweepStore&) = delete;

  virtual std::optional<FitScores> fit(std::int64_t k, std::uint64_t seed) = 0;
  /// H transposed of that fit, [V, K] contiguous on the CPU.
  virtual std::optional<at::Tensor> topics(std::int64_t k, std::uint64_t seed) = 0;
  virtual std::optional<FoldScores> fold(std::int64_t k, std::int32_t fold) = 0;
  /// Of the fits from the first `seeds` seeds.
  virtual std::optional<Stability> stability(std::int64_t k, std::int64_t seeds) = 0;

  virtual void keep(const FitScores& fit, const at::Tensor& topics) = 0;
  virtual void keep(const FoldScores& fold) = 0;
  /// From here on the topics of k are not asked for again.
  virtual void keep(std::int64_t k, std::int64_t seeds, const Stability& stability) = 0;
};

/// How far a sweep has come. A fit of k components counts as k + kFixedWork units of work, one that
/// leaves a part of X out as much.
struct SweepProgress {
  std::int64_t k = 0;          ///< being tried
  std::int64_t fits_done = 0;  ///< of X and of parts of it
  std::int64_t fits = 0;
  double work_done = 0;  ///< with what the fit at work has done of its max_iter
  double work = 0;
  double work_kept = 0;  ///< of work_done: found in the store
};
/// Returns false to stop; `sweep_components` then throws `Interrupted`.
using SweepCallback = std::function<bool(const SweepProgress&)>;

/// Throws ConfigError that names the first option out of its range, or one that a sweep can't heed:
/// starts that know no seed (nndsvd, nndsvda) and solver adam, whose factors are not >= 0.
void validate(const SelectOptions& options, const FactorizationOptions& factorization);

/// Fits X for every k from random starts with seed, seed + n_init, ... and bi-cross-validates it.
/// With init `automatic` these start at random, those of the bi-cross-validation as factorize does.
///
/// \param X              [D, V] finite, >= 0; D and V at least 2 held_out.parts
/// \param factorization  n_components is not looked at
/// \param store          where parts may be found, and are kept; or null
/// The result depends on neither threads nor the store.
/// Throws ConfigError (validate), IoError (X too small, or as factorize), Interrupted, and what
/// factorize and the store throw.
std::vector<Candidate> sweep_components(const CsrMatrix<double>& X, const SelectOptions& options,
                                        const FactorizationOptions& factorization,
                                        const std::string& device = "cpu", int threads = 0,
                                        SweepStore* store = nullptr,
                                        const SweepCallback& callback = {});

}  // namespace nmf
