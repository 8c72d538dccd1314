#pragma once

#include <unordered_map>
#include <vector>

namespace nmf::detail {

/// Which characters are one under a pattern's flag i: those that become the same, lower-cased and
/// then upper-cased (among them i, I, İ and ı; k and the Kelvin sign; ς and σ).
/// Source: Python's re: _sre.unicode_tolower and re/_casefix.py.
class CaseEquivalents {
 public:
  /// \param ascii  flag a: only A to Z have another case
  explicit CaseEquivalents(bool ascii);

  /// Sets of at least two characters, each ascending.
  [[nodiscard]] const std::vector<std::vector<char32_t>>& all() const { return sets_; }

  /// The set with `character` in it; null if it has no other case.
  [[nodiscard]] const std::vector<char32_t>* of(char32_t character) const;

 private:
  std::vector<std::vector<char32_t>> sets_;
  std::unordered_map<char32_t, std::size_t> set_of_;
};

}  // namespace nmf::detail
