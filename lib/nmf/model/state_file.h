#pragma once

#include <filesystem>

#include "nmf/factorization/factorize.h"

namespace nmf {

/// Writes a state of a fit, bit for bit, as a safetensors file: `run`, `seconds`, `history` (a row
/// an iteration: loss, residual, penalty, whether there is a KKT residual, that, seconds),
/// `solver.NAME` for what the solver remembers (numbers have one dimension) and, after the first
/// run, `best.*`. Of tensors that share their memory, as hals has them, the first is written;
/// `shared.NAME` of another is its number in the order of the names. Throws IoError where the file
/// can't be written whole.
void write_state(const std::filesystem::path& path, const FitState& state);

/// The way back; matrices are on the CPU. Throws IoError (no such safetensors file, see
/// SafetensorsFile), ModelError (a safetensors file that is no state of a fit).
FitState read_state(const std::filesystem::path& path);

}  // namespace nmf
