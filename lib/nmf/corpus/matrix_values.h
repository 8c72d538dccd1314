#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "nmf/corpus/options.h"

namespace nmf::detail {

/// Whole numbers up to here are exact in a double, and so are their sums.
constexpr std::int64_t kMaxCount = std::int64_t{1} << 53U;

/// Whether a value, finite and >= 0, is a number of occurrences.
bool is_count(double value);

/// Why a value can't be of a corpus whose values are `values`, as it follows where it is; none if
/// it can: `got -1, expected a number >= 0`.
std::optional<std::string> fault_of(double value, MatrixValues values);

}  // namespace nmf::detail
