#pragma once

#include <optional>

#include "nmf/factorization/factorize.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// When hals stops, by what one iteration measured.
class Stopping {
 public:
  explicit Stopping(const FactorizationOptions& options)
      : tol_(options.tol), kkt_tol_(options.kkt_tol), max_seconds_(options.max_seconds) {}

  /// \param violation  of this iteration's sweeps over both factors; scikit-learn's rule: it is
  /// held
  ///                   against that of the first iteration
  /// \param kkt        the KKT residual where it was measured
  /// \param seconds    since the fit began
  std::optional<StopReason> after(double violation, const std::optional<double>& kkt,
                                  double seconds) {
    if (first_ < 0) first_ = violation;
    if (kkt_tol_ > 0 && kkt && *kkt <= kkt_tol_) return StopReason::kkt_tol;
    if (tol_ > 0 && violation <= tol_ * first_) return StopReason::tol;
    if (max_seconds_ > 0 && seconds >= max_seconds_) return StopReason::max_seconds;
    return std::nullopt;
  }

 private:
  double tol_, kkt_tol_, max_seconds_;
  double first_ = -1;
};

}  // namespace nmf
