#pragma once

#include <c10/core/ScalarType.h>

#include "nmf/factorization/options.h"

namespace nmf {

inline at::ScalarType scalar_type(Dtype dtype) {
  return dtype == Dtype::float64 ? at::kDouble : at::kFloat;
}

}  // namespace nmf
