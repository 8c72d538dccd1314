#pragma once

#include <cstdint>
#include <vector>

#include "nmf/core/parallel.h"

namespace nmf {

/// F^T F as [columns, columns], multiplied and added in float64 whatever F is. The same bits for
/// any number of threads, and on every processor with FMA. \param F  [rows, columns], row-major
template <typename T>
std::vector<double> wide_gram(const T* F, std::int64_t rows, std::int64_t columns,
                              const Threads& threads);

}  // namespace nmf
