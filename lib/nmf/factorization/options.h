#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace nmf {

enum class Solver { hals, mu, scd, adam };
enum class BetaLoss { frobenius, kullback_leibler };
enum class Engine { automatic, dense, gram };
enum class Init { automatic, normal, random, nndsvd, nndsvda, nndsvdar, file };
enum class Dtype { float32, float64 };

/// X -> W, H: what is minimized, from where, and for how long.
struct FactorizationOptions {
  std::int64_t n_components = 20;  ///< K >= 1
  Solver solver = Solver::hals;
  Engine engine = Engine::automatic;  ///< adam: how the objective is evaluated, never what it is
  /// How far W H is from X: mu takes both, scd kullback_leibler alone, the others frobenius alone
  BetaLoss beta_loss = BetaLoss::frobenius;
  /// normal: |N(0, init_std)|, W first, then H; file: what init_file holds; the others by
  /// scikit-learn's laws; automatic: normal for adam, else as resolved_init says
  Init init = Init::automatic;
  /// init file: path of a safetensors file with W [D, K] and H [K, V], float32 or float64, such as
  /// a model's; finite, and >= 0 unless keeps_signs
  std::string init_file = {};
  double init_std = 0.01;  ///< > 0
  std::uint64_t seed = 0;
  std::int64_t n_init =
      1;  ///< random starts from seed, seed + 1, ...; the best is kept. 1 for a file
  std::int64_t max_iter = 200;  ///< >= 0
  /// hals, scd: stop when the sweeps' violation is below this share of the first iteration's; mu:
  /// when over 10 iterations the error fell by less than this share of the first one; adam: when
  /// the loss fell by less than this share over 10 iterations; all but adam with signs also where
  /// the KKT residual, looked at every 10 iterations, is rounding alone; 0: never
  double tol = 1e-4;
  double kkt_tol = 0;  ///< not where keeps_signs: stop when the KKT residual is below; 0: never
  /// Stop after the iteration that passes it, and begin no other start; 0: never
  double max_seconds = 0;
  double alpha_W = 0;  ///< not adam: penalty of W, scaled by V as scikit-learn scales it
  std::optional<double> alpha_H = {};  ///< likewise of H, scaled by D; none: alpha_W
  double l1_ratio = 0;  ///< not adam: share of the penalties that is l1, the rest is l2
  double lr = 0.001;    ///< > 0
  std::array<double, 2> betas = {0.9, 0.999};  ///< each in [0, 1)
  double eps = 1e-8;                           ///< >= 0
  double penalty = 0.0;     ///< weight of mean(max(-W, 0)) + mean(max(-H, 0)), the notebook's lambd
  bool projection = false;  ///< adam: set entries below 0 to 0 after each step; no penalty then
  Dtype dtype = Dtype::float32;
};

/// Whether W and H may have entries below 0: the notebook's way.
inline bool keeps_signs(const FactorizationOptions& options) {
  return options.solver == Solver::adam && !options.projection;
}

/// Throws ConfigError that names the first option out of its range, or what a solver or start
/// has no use for.
void validate(const FactorizationOptions& options);

}  // namespace nmf
