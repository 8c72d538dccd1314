#pragma once

#include <string>
#include <string_view>

namespace nmf::detail {

/// A token_pattern in PCRE2's syntax.
struct PythonPattern {
  /// Means the same as the original under PCRE2_DOTALL, PCRE2_ALT_CIRCUMFLEX and the newline LF,
  /// and under PCRE2_UTF unless it is for ASCII text alone.
  std::string pcre;
  int groups = 0;       ///< capturing groups: 0 or 1
  bool atomic = false;  ///< has an atomic group or a possessive repeat
};

/// Translates Python's `re` syntax, that of re.compile(str) in Python 3.11 to 3.13.
///
/// \param ascii_text  the texts to come hold nothing beyond ASCII, for which less will do
/// \N{...} knows the names of characters, not the aliases of control characters.
/// Throws ConfigError that names the position for what is no pattern there, for flag L, and for
/// more than one capturing group (scikit-learn's rule).
/// Source: Python's re/_parser.py and re/_compiler.py; PCRE2's pcre2pattern(3).
PythonPattern translate_python_pattern(std::string_view pattern, bool ascii_text = false);

}  // namespace nmf::detail
