#pragma once

#include "nmf/factorization/options.h"

namespace nmf::app {

/// Gives ATen `threads` threads (0: one per processor) for adam; else one. The other solvers work
/// in teams of our own, and between ATen's few copies an OpenMP team of its own would spin in wait
/// for the next, on the processors that ours run on.
void set_aten_threads(Solver solver, int threads);

}  // namespace nmf::app
