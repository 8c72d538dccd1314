#include "nmf/corpus/matrix_values.h"

#include <fmt/format.h>

#include <cmath>

namespace nmf::detail {

bool is_count(double value) {
  return value <= static_cast<double>(kMaxCount) && value == std::floor(value);
}

std::optional<std::string> fault_of(double value, MatrixValues values) {
  if (values == MatrixValues::counts && !(value >= 0 && is_count(value))) {
    return fmt::format(
        "got {}, expected a whole number in 0 .. {}, as corpus.values: counts says; finished "
        "TF-IDF "
        "is corpus.values: weights",
        value, kMaxCount);
  }
  if (!std::isfinite(value) || value < 0)
    return fmt::format("got {}, expected a finite number >= 0", value);
  return std::nullopt;
}

}  // namespace nmf::detail
