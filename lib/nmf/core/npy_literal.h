#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace nmf::detail {

/// Reads the little of Python's literals that a .npy header is made of, from front to back. What
/// does not fit gives nothing.
class PythonLiteral {
 public:
  explicit PythonLiteral(std::string_view text) : rest_(text) {}

  /// Passes over blanks and `token` if it comes next.
  bool take(std::string_view token);

  /// A string in single or double quotes without escapes.
  std::optional<std::string_view> string();

  std::optional<bool> boolean();

  /// A tuple of integers >= 0, at most 32 of them, as NumPy allows: `()`, `(3,)`, `(3, 4)`.
  std::optional<std::vector<std::int64_t>> tuple();

  /// Whether only blanks are left.
  bool at_end();

 private:
  void skip_blanks();
  std::string_view rest_;
};

}  // namespace nmf::detail
