#pragma once

#include <string>

#include "nmf/factorization/factorize.h"
#include "nmf/factorization/initialize.h"

namespace nmf {

/// Throws ModelError unless a state can be one of a fit of X [rows, columns] with these options.
/// What else the solver remembers is checked where it is put back.
void check_state(const FitState& state, std::int64_t rows, std::int64_t columns,
                 const FactorizationOptions& options);

/// Bytes of memory that a state holds.
double size_of(const FitState& state);

/// The factors of a state, on a device, as a solver is given those that it starts from.
Factors factors_of(const FitState& state, const std::string& device);

/// The best of the runs before, as its solver left it; takes it out of the state.
/// \param options  without `automatic`; the seed is that of the first run
std::optional<Factorization> best_of(FitState& state, const FactorizationOptions& options,
                                     const std::string& device);

}  // namespace nmf
