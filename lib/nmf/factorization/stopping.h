#pragma once

#include <cstdint>
#include <optional>

#include "nmf/factorization/factorize.h"
#include "nmf/factorization/options.h"
#include "nmf/factorization/solver_state.h"

namespace nmf {

/// `tol` of hals and scd, scikit-learn's for coordinate descent: the violation of an iteration's
/// sweeps over both factors is held against that of the first iteration.
class ViolationRule {
 public:
  explicit ViolationRule(double tol) : tol_(tol) {}

  bool reached(double violation) {
    if (first_ < 0) first_ = violation;
    return tol_ > 0 && violation <= tol_ * first_;
  }
  void visit_state(StateVisitor& visitor) { visitor.number("first violation", first_); }

 private:
  double tol_;
  double first_ = -1;
};

/// `tol` of mu, scikit-learn's for multiplicative updates: the error (sqrt(2 d), penalties left
/// out) fell over ten iterations by less than a share of the error at the start.
class ErrorRule {
 public:
  static constexpr std::int64_t kEvery = 10;

  ErrorRule(double tol, double at_start) : tol_(tol), at_start_(at_start), last_(at_start) {}

  /// Whether `reached` wants to know the error after so many iterations.
  [[nodiscard]] bool due(std::int64_t iterations) const {
    return tol_ > 0 && iterations % kEvery == 0;
  }
  bool reached(double error) {
    const double fell = last_ - error;
    last_ = error;
    return fell < tol_ * at_start_ || at_start_ == 0;
  }
  void visit_state(StateVisitor& visitor) {
    visitor.number("error at the start", at_start_);
    visitor.number("last error", last_);
  }

 private:
  double tol_, at_start_, last_;
};

/// Whether a fit ended because it was done: as `tol` or `kkt_tol` has it, or at an optimum to the
/// last bit, which is no less done where the iterations ended first.
inline bool has_converged(const Factorization& fit) {
  return fit.stop_reason == StopReason::tol || fit.stop_reason == StopReason::kkt_tol ||
         fit.final.kkt_residual == 0.0;
}

/// When a fit stops, by what one iteration measured.
class Stopping {
 public:
  explicit Stopping(const FactorizationOptions& options)
      : kkt_tol_(options.kkt_tol),
        rounding_(options.tol > 0 ? rounding(options.dtype) : -1),
        max_seconds_(options.max_seconds) {}

  /// Whether the KKT residual is measured before iteration `iteration` (from 0): it costs most of
  /// an iteration.
  [[nodiscard]] bool kkt_due(std::int64_t iteration) const {
    constexpr std::int64_t kEvery = 10;
    return kkt_tol_ > 0 || iteration % kEvery == 0;
  }

  /// Where the KKT residual is rounding alone, `tol` counts as met: a start that is good already
  /// has a first violation that no later one is much smaller than. \param converged  by the
  /// solver's rule for `tol` \param kkt        the KKT residual where it was measured \param
  /// seconds    since the fit began
  [[nodiscard]] std::optional<StopReason> after(bool converged, const std::optional<double>& kkt,
                                                double seconds) const {
    if (kkt_tol_ > 0 && kkt && *kkt <= kkt_tol_) return StopReason::kkt_tol;
    if (converged || (kkt && *kkt <= rounding_)) return StopReason::tol;
    if (max_seconds_ > 0 && seconds >= max_seconds_) return StopReason::max_seconds;
    return std::nullopt;
  }

 private:
  /// A KKT residual of fits that can get no further: up to 4.5e-6 in float32, K = 1, on three
  /// corpora.
  static constexpr double rounding(Dtype dtype) {
    return dtype == Dtype::float32 ? 0x1p-15 : 0x1p-44;
  }

  double kkt_tol_, rounding_, max_seconds_;
};

}  // namespace nmf
