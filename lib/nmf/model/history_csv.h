#pragma once

#include <string>
#include <vector>

#include "nmf/factorization/factorize.h"

namespace nmf {

/// The history of a fit: `iteration,loss,residual,penalty,kkt_residual,seconds`, one iteration a
/// line, in the shortest digits that read back to the same numbers. `kkt_residual` stays empty: it
/// is not defined for Adam without projection.
std::string history_csv(const std::vector<Iteration>& history);

}  // namespace nmf
