#pragma once

#include "nmf/factorization/options.h"

namespace nmf::app {

/// The program begins with one thread for ATen: its work is done in teams of our own, and between
/// ATen's few copies an OpenMP team would spin in wait for the next, on the processors of ours.
void keep_aten_single();

/// For adam, whose tensors are ATen's, as many as asked for (0: one per processor).
void set_aten_threads(Solver solver, int threads);

}  // namespace nmf::app
