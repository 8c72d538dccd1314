#include "nmf/report/python_float.h"

#include <fmt/format.h>

#include <cmath>

namespace nmf {

std::string python_float(double number) {
  if (std::isnan(number)) return "nan";  // Python shows no sign there
  std::string text = fmt::format("{}", number);
  if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
  return text;
}

}  // namespace nmf
