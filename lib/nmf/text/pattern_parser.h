#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/text/case_equivalents.h"
#include "nmf/text/character_set.h"
#include "nmf/text/pattern_source.h"

namespace nmf::detail {

/// Recursive descent over Python's `re` syntax that writes PCRE2's; see translate_python_pattern.
class PatternParser {
 public:
  PatternParser(std::string_view pattern, bool ascii_text)
      : source_(pattern), ascii_text_(ascii_text) {}

  std::string parse();
  [[nodiscard]] int groups() const { return static_cast<int>(group_widths_.size()) - 1; }
  [[nodiscard]] bool atomic() const { return atomic_; }

 private:
  struct Flags {
    bool ignore_case = false;
    bool multiline = false;
    bool dot_all = false;
    bool verbose = false;
    bool ascii = false;
  };
  /// Characters that something matches, least and most.
  struct Width {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
  };
  /// What a quantifier may follow.
  struct Item {
    enum class Kind { position, word_boundary, repeat, other };
    std::string text;
    Width width;
    Kind kind = Kind::other;
    bool only_words = false;  // matches word characters and at least one
  };
  struct Sequence {
    std::string text;
    Width width;
  };
  struct Bounds {
    std::uint64_t least;
    std::uint64_t most;
  };
  struct InlineFlags {
    std::string on;
    std::string off;
    bool global = false;
  };

  // python_pattern.cpp: alternatives, sequences, quantifiers.
  Sequence alternatives(Flags flags, bool top);
  Sequence sequence(Flags& flags, bool first);
  void skip_comment();
  Item simple_item(PatternToken token, const Flags& flags);
  Item position(const std::string& text) { return {text, {}, Item::Kind::position}; }
  std::optional<Bounds> bounds(PatternToken token);
  void repeat(std::vector<Item>& items, const Bounds& bounds, std::size_t start);
  Sequence join(const std::vector<Item>& items, const Flags& flags) const;

  // pattern_groups.cpp: all that begins with a parenthesis.
  std::optional<Item> group(Flags& flags, bool first);
  std::optional<Item> extension(Flags& flags, bool first, std::size_t start);
  std::optional<Item> named(const Flags& flags, std::size_t start);
  Item capture(const Flags& flags, std::size_t start, const std::u32string& name);
  Item conditional(const Flags& flags, std::size_t start);
  Item lookaround(const Flags& flags, std::size_t start, std::string opening);
  Item inside(const std::string& opening, const Flags& flags, std::size_t start);
  void close(std::size_t start);
  InlineFlags inline_flags(char32_t first);
  void apply(const InlineFlags& given, Flags& flags);
  std::size_t named_group(const std::u32string& name);
  void check_name(const std::u32string& name);
  void check_in_lookbehind(std::size_t group);
  [[nodiscard]] bool is_closed(std::size_t group) const;
  Item reference(std::size_t group, const Flags& flags);

  // pattern_escapes.cpp: backslashes and bracketed sets.
  Item escape(PatternToken token, const Flags& flags);
  Item digits(char32_t first, const Flags& flags);
  Item character_set(const Flags& flags);
  std::optional<char32_t> set_member(PatternToken token, CharacterSet& set, const Flags& flags,
                                     bool& is_category);
  std::optional<char32_t> character_escape(char32_t letter);
  char32_t hexadecimal(char32_t letter, std::size_t digits);
  char32_t named_character();
  [[noreturn]] void bad_escape(const std::string& escape);
  Item literal(char32_t character, const Flags& flags);
  Item of_set(CharacterSet& set, bool negated, const Flags& flags);
  const CaseEquivalents& case_equivalents(bool ascii);

  PatternSource source_;
  bool ascii_text_;
  int depth_ = 0;
  bool atomic_ = false;
  bool global_unicode_ = false;  // flag u was given for the whole pattern
  std::vector<std::optional<Width>> group_widths_{std::nullopt};  // of group 0, 1, ...; none: open
  std::map<std::u32string, std::size_t> group_names_;
  // Where the first lookbehind without a fixed width begins: refused once all else is right.
  std::optional<std::size_t> variable_lookbehind_;
  std::optional<std::size_t> lookbehind_groups_;   // in a lookbehind: groups before it
  std::map<std::size_t, std::size_t> conditions_;  // group: position of its first condition
  std::array<std::unique_ptr<CaseEquivalents>, 2> equivalents_;  // for flag a off and on
};

}  // namespace nmf::detail
