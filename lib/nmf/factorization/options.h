#pragma once

#include <array>
#include <cstdint>

namespace nmf {

enum class Solver { adam };
enum class Engine { automatic, dense, gram };
enum class Init { automatic, normal };
enum class Dtype { float32, float64 };

/// X -> W, H: what is minimized, from where, and for how long.
struct FactorizationOptions {
  std::int64_t n_components = 20;  ///< K >= 1
  Solver solver = Solver::adam;
  Engine engine = Engine::automatic;  ///< how the objective is evaluated, never what it is
  Init init = Init::automatic;        ///< normal: |N(0, init_std)|, W first, then H
  double init_std = 0.01;             ///< > 0
  std::uint64_t seed = 0;
  std::int64_t max_iter = 200;  ///< >= 0
  double tol =
      1e-4;  ///< stop when the loss fell by less than this share over 10 iterations; 0: never
  double lr = 0.001;                           ///< > 0
  std::array<double, 2> betas = {0.9, 0.999};  ///< each in [0, 1)
  double eps = 1e-8;                           ///< >= 0
  double penalty = 0.0;  ///< weight of mean(max(-W, 0)) + mean(max(-H, 0)), the notebook's lambd
  Dtype dtype = Dtype::float32;
};

/// Throws ConfigError that names the first option out of its range.
void validate(const FactorizationOptions& options);

}  // namespace nmf
