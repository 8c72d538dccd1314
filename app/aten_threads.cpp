#include "aten_threads.h"

#include <ATen/Parallel.h>

namespace nmf::app {

void set_aten_threads(Solver solver, int threads) {
  if (solver != Solver::adam) {
    at::set_num_threads(1);
  } else if (threads > 0) {
    at::set_num_threads(threads);
  }
}

}  // namespace nmf::app
