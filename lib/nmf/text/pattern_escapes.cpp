#include <fmt/format.h>
#include <unicode/uchar.h>

#include "nmf/text/code_points.h"
#include "nmf/text/pattern_parser.h"

namespace nmf::detail {
namespace {

constexpr std::string_view kOctal = "01234567";
constexpr std::string_view kDecimal = "0123456789";
constexpr std::string_view kHexadecimal = "0123456789abcdefABCDEF";

bool is_one_of(char32_t c, std::string_view characters) {
  return c < 0x80 && characters.find(static_cast<char>(c)) != std::string_view::npos;
}

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

char32_t from_digits(const std::string& digits, int base) {
  return static_cast<char32_t>(std::stoul(digits, nullptr, base));
}

/// \a, \f, \n, \r, \t and \v.
std::optional<char32_t> control(char32_t letter) {
  switch (letter) {
    case U'a':
      return 7;
    case U'f':
      return 12;
    case U'n':
      return 10;
    case U'r':
      return 13;
    case U't':
      return 9;
    case U'v':
      return 11;
    default:
      return std::nullopt;
  }
}

}  // namespace

/// What stands behind a backslash outside of brackets.
PatternParser::Item PatternParser::escape(PatternToken token, const Flags& flags) {
  const char32_t c = token.character;
  if (is_one_of(c, "wWdDsS")) {
    CharacterSet set;
    set.add_category(static_cast<char>(c), flags.ascii);
    return {
        set.to_pcre(false, ascii_text_), {1, 1}, Item::Kind::other, set.only_words(flags.ascii)};
  }
  if (c == U'A') return position(R"(\A)");
  if (c == U'Z') return position(R"(\z)");
  if (is_one_of(c, "bB")) return {{static_cast<char>(c)}, {}, Item::Kind::word_boundary};
  if (c == U'0') return literal(from_digits('0' + source_.take_while(2, kOctal), 8), flags);
  if (is_one_of(c, kDecimal)) return digits(c, flags);
  if (const std::optional<char32_t> character = character_escape(c)) {
    return literal(*character, flags);
  }
  if (is_ascii_letter(c)) bad_escape(to_string(token));
  return literal(c, flags);
}

/// Behind a backslash a digit other than 0: three octal digits, or else a group's number.
PatternParser::Item PatternParser::digits(char32_t first, const Flags& flags) {
  std::string number(1, static_cast<char>(first));
  number += source_.take_while(1, kDecimal);
  if (number.size() == 2 && number.find_first_of("89") == std::string::npos &&
      source_.at_any(kOctal)) {
    number += source_.take_while(1, kOctal);
    const char32_t character = from_digits(number, 8);
    if (character <= 0xFF) return literal(character, flags);
    source_.fail(fmt::format("octal escape value \\{} outside of range 0-0o377", number),
                 number.size() + 1);
  }
  const std::size_t group = std::stoul(number);
  if (group >= group_widths_.size()) {
    source_.fail(fmt::format("invalid group reference {}", group), number.size());
  }
  if (!is_closed(group)) source_.fail("cannot refer to an open group", number.size() + 1);
  check_in_lookbehind(group);
  return reference(group, flags);
}

/// The escapes that mean the same inside and outside of brackets.
std::optional<char32_t> PatternParser::character_escape(char32_t letter) {
  switch (letter) {
    case U'x':
      return hexadecimal(letter, 2);
    case U'u':
      return hexadecimal(letter, 4);
    case U'U':
      return hexadecimal(letter, 8);
    case U'N':
      return named_character();
    default:
      return control(letter);
  }
}

char32_t PatternParser::hexadecimal(char32_t letter, std::size_t digits) {
  const std::string number = source_.take_while(digits, kHexadecimal);
  const std::string escape = '\\' + std::string(1, static_cast<char>(letter)) + number;
  if (number.size() < digits) source_.fail("incomplete escape " + escape, escape.size());
  const char32_t character = from_digits(number, 16);
  if (character > 0x10FFFF) bad_escape(escape);
  return character;
}

/// Behind \N the name of a character in braces.
char32_t PatternParser::named_character() {
  if (!source_.take(U'{')) source_.fail("missing {");
  const std::u32string name = source_.take_until(U'}', "character name");
  std::string bytes;
  for (const char32_t c : name) append_utf8(c, bytes);
  for (const UCharNameChoice choice : {U_UNICODE_CHAR_NAME, U_CHAR_NAME_ALIAS}) {
    UErrorCode status = U_ZERO_ERROR;
    const UChar32 character = u_charFromName(choice, bytes.c_str(), &status);
    if (U_SUCCESS(status) && bytes.size() == name.size()) return static_cast<char32_t>(character);
  }
  source_.fail("undefined character name " + quote_code_points(name), name.size() + 4);
}

void PatternParser::bad_escape(const std::string& escape) {
  source_.fail("bad escape " + escape, escape.size());
}

/// A set in brackets, behind the first of them.
PatternParser::Item PatternParser::character_set(const Flags& flags) {
  const std::size_t start = source_.position() - 1;
  const auto get = [&] {
    if (source_.at_end()) source_.fail_at("unterminated character set", start);
    return source_.get();
  };
  CharacterSet set;
  const bool negated = source_.take(U'^');
  for (bool first = true;; first = false) {
    const PatternToken low = get();
    if (!first && low == PatternToken{U']'}) break;
    bool category = false;
    const std::optional<char32_t> from = set_member(low, set, flags, category);
    if (!source_.take(U'-')) {
      if (from) set.add(*from);
      continue;
    }
    const PatternToken high = get();
    if (high == PatternToken{U']'}) {
      if (from) set.add(*from);
      set.add(U'-');
      break;
    }
    const std::optional<char32_t> to = set_member(high, set, flags, category);
    if (category || *to < *from) {
      const std::size_t length = (low.escaped ? 2U : 1U) + 1 + (high.escaped ? 2U : 1U);
      source_.fail(fmt::format("bad character range {}-{}", to_string(low), to_string(high)),
                   length);
    }
    set.add(*from, *to);
  }
  return of_set(set, negated, flags);
}

/// One member of a set: a character, or none after a category, which goes into `set`.
std::optional<char32_t> PatternParser::set_member(PatternToken token, CharacterSet& set,
                                                  const Flags& flags, bool& is_category) {
  const char32_t c = token.character;
  if (!token.escaped) return c;
  if (is_one_of(c, "wWdDsS")) {
    set.add_category(static_cast<char>(c), flags.ascii);
    is_category = true;
    return std::nullopt;
  }
  if (c == U'b') return 8;
  if (is_one_of(c, kOctal)) {
    const std::string number = static_cast<char>(c) + source_.take_while(2, kOctal);
    const char32_t character = from_digits(number, 8);
    if (character <= 0xFF) return character;
    source_.fail(fmt::format("octal escape value \\{} outside of range 0-0o377", number),
                 number.size() + 1);
  }
  if (const std::optional<char32_t> character = character_escape(c)) return character;
  if (is_ascii_letter(c) || is_one_of(c, kDecimal)) bad_escape(to_string(token));
  return c;
}

PatternParser::Item PatternParser::literal(char32_t character, const Flags& flags) {
  CharacterSet set;
  set.add(character);
  if (flags.ignore_case) {
    if (const auto* const cases = case_equivalents(flags.ascii).of(character)) {
      for (const char32_t c : *cases) set.add(c);
      return {
          set.to_pcre(false, ascii_text_), {1, 1}, Item::Kind::other, set.only_words(flags.ascii)};
    }
  }
  // No text holds a surrogate, and PCRE2 takes none.
  const bool never =
      (character >= 0xD800 && character <= 0xDFFF) || (ascii_text_ && character > 0x7F);
  return {never ? kNoCharacter : pcre_literal(character),
          {1, 1},
          Item::Kind::other,
          set.only_words(flags.ascii)};
}

PatternParser::Item PatternParser::of_set(CharacterSet& set, bool negated, const Flags& flags) {
  if (flags.ignore_case) set.add_other_cases(case_equivalents(flags.ascii));
  return {set.to_pcre(negated, ascii_text_),
          {1, 1},
          Item::Kind::other,
          !negated && set.only_words(flags.ascii)};
}

const CaseEquivalents& PatternParser::case_equivalents(bool ascii) {
  std::unique_ptr<CaseEquivalents>& equivalents = equivalents_[ascii ? 1 : 0];
  if (!equivalents) equivalents = std::make_unique<CaseEquivalents>(ascii);
  return *equivalents;
}

}  // namespace nmf::detail
