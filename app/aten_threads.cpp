#include "aten_threads.h"

#include <ATen/Parallel.h>

#include "nmf/core/parallel.h"

namespace nmf::app {

void keep_aten_single() { at::set_num_threads(1); }

void set_aten_threads(Solver solver, int threads) {
  if (solver == Solver::adam) at::set_num_threads(team_size(threads));
}

}  // namespace nmf::app
