#pragma once

#include <string>

namespace nmf {

/// What Python's `repr` shows for a float: the shortest digits that read back to the same number,
/// as `1.0`, `63.71663284301758`, `1e-05`, `1e+16`, `nan`, `-inf`.
std::string python_float(double number);

}  // namespace nmf
