#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace nmf {

/// How PyTorch shows the numbers of one tensor: all as whole numbers (`3.`), with four decimals, or
/// with an exponent, padded to the widest.
/// Source: PyTorch 2.11, torch/_tensor_str.py, class _Formatter (a golden test holds us to it).
class NumberFormat {
 public:
  /// \param shown  the numbers that will be shown
  explicit NumberFormat(std::span<const double> shown);

  [[nodiscard]] std::int64_t width() const { return width_; }
  /// At least `width()` characters, right-aligned.
  [[nodiscard]] std::string operator()(double number) const;

 private:
  [[nodiscard]] std::string digits_of(double number) const;

  bool whole_ = true;
  bool scientific_ = false;
  std::int64_t width_ = 1;
};

}  // namespace nmf
