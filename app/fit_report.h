#pragma once

#include <optional>
#include <string>

#include "console.h"
#include "nmf/config/config.h"
#include "nmf/factorization/factorize.h"

namespace nmf::app {

/// What a fit says while it runs: losses in the notebook's form on standard output, progress on a
/// terminal, and where there are several starts how each of them ended.
class FitReport {
 public:
  FitReport(const Config& config, Console& console) : config_(config), console_(console) {}

  void iteration(const Iteration& now);
  void end(const Factorization& factorization);

 private:
  [[nodiscard]] std::string start(std::int64_t run) const;
  void end_start();

  const Config& config_;
  Console& console_;
  std::optional<Iteration> last_;
  double start_seconds_ = 0;  // of the fit, when the start that runs was begun
};

}  // namespace nmf::app
