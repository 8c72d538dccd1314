#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/factorization/options.h"

namespace nmf::app {

/// How a fit ended.
struct FitEnd {
  std::int64_t n_iter = 0;
  bool converged = false;  ///< has_converged
};

/// What whoever reads the results of fits must know: which of them were not finished, and what to
/// do. Nothing of fits whose iterations ended where no rule was to end them before.
std::vector<std::string> not_converged_notes(const std::vector<FitEnd>& fits,
                                             const FactorizationOptions& options);

}  // namespace nmf::app
