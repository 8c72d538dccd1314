#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nmf/text/case_equivalents.h"

namespace nmf::detail {

/// A set of characters in a token_pattern, with Python's meanings of \w, \d and \s, as PCRE2 reads
/// it. PCRE2's own \w is not used: it changes with its version.
class CharacterSet {
 public:
  using Range = std::pair<char32_t, char32_t>;  ///< first and last

  void add(char32_t first, char32_t last);
  void add(char32_t character) { add(character, character); }
  /// \param category  w, W, d, D, s or S
  /// \param ascii     flag a: only what is ASCII is a word character, digit or blank
  void add_category(char category, bool ascii);
  /// Flag i: whatever is in another case in the set.
  void add_other_cases(const CaseEquivalents& equivalents);

  /// PCRE2's syntax for one character of the set, or not of the set. PCRE2_DOTALL must be set.
  /// \param ascii_text  no other characters will be met: what is beyond ASCII is left out
  [[nodiscard]] std::string to_pcre(bool negated, bool ascii_text) const;

  /// Whether every character of it is certainly a word character.
  [[nodiscard]] bool only_words(bool ascii) const;

 private:
  [[nodiscard]] std::vector<Range> merged() const;
  void add_complement(std::span<const Range> ranges);

  std::vector<Range> ranges_;
  std::string properties_;       // PCRE2's, such as \p{L}
  bool word_properties_ = true;  // all of properties_ are of letters and numbers
};

/// PCRE2's syntax for a character that none is; as wide as any, which lookbehinds look at.
inline constexpr const char* kNoCharacter = "(?:(?!).)";

/// PCRE2's syntax for a character by itself; fit for the inside of brackets too.
std::string pcre_literal(char32_t character);

}  // namespace nmf::detail
