#include "nmf/report/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace nmf {
namespace {

constexpr int kPrecision = 4;

std::string formatted(double number, std::chars_format format, int precision) {
  std::array<char, 512> buffer;  // the longest number has 309 digits before the point
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format, precision);
  return {buffer.data(), end};
}

}  // namespace

// Zeros and numbers that are not finite have no say in the format, not even by their length.
NumberFormat::NumberFormat(std::span<const double> shown) {
  double smallest = std::numeric_limits<double>::infinity();
  double largest = 0;
  for (const double number : shown) {
    if (number == 0 || !std::isfinite(number)) continue;
    smallest = std::min(smallest, std::abs(number));
    largest = std::max(largest, std::abs(number));
    whole_ = whole_ && number == std::ceil(number);
  }
  if (largest == 0) return;
  scientific_ = largest / smallest > 1000.0 || largest > 1.0e8 || smallest < 1.0e-4;
  for (const double number : shown) {
    if (number == 0 || !std::isfinite(number)) continue;
    width_ = std::max(width_, std::ssize(digits_of(number)));
  }
}

std::string NumberFormat::operator()(double number) const {
  std::string text = digits_of(number);
  if (std::ssize(text) < width_) {
    text.insert(0, static_cast<std::size_t>(width_ - std::ssize(text)), ' ');
  }
  return text;
}

std::string NumberFormat::digits_of(double number) const {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
  if (scientific_) return formatted(number, std::chars_format::scientific, kPrecision);
  if (whole_) return formatted(number, std::chars_format::fixed, 0) + ".";
  return formatted(number, std::chars_format::fixed, kPrecision);
}

}  // namespace nmf
