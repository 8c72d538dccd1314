#include "nmf/text/python_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "nmf/text/pattern_parser.h"

namespace nmf::detail {
namespace {

constexpr std::uint64_t kUnbounded = 0xFFFFFFFF;            // Python's MAXREPEAT
constexpr std::uint64_t kWidest = std::uint64_t{1} << 62U;  // wide enough for any comparison
constexpr std::uint64_t kMostRepeats = 65535;               // PCRE2's limit
constexpr int kDeepest = 200;                               // below PCRE2's limit of 250

std::uint64_t add(std::uint64_t a, std::uint64_t b) { return std::min(a + b, kWidest); }

std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return 0;
  return a > kWidest / b ? kWidest : a * b;
}

/// Digits as a number, or more than any repetition.
std::uint64_t to_number(const std::string& digits) {
  std::uint64_t value = 0;
  for (const char digit : digits) {
    value = std::min(value * 10 + static_cast<std::uint64_t>(digit - '0'), kWidest);
  }
  return value;
}

std::string quantifier(std::uint64_t least, std::uint64_t most) {
  if (least == 0 && most == 1) return "?";
  if (most != kUnbounded) return fmt::format("{{{},{}}}", least, most);
  return least == 0 ? "*" : least == 1 ? "+" : fmt::format("{{{},}}", least);
}

std::string word(bool ascii) { return ascii ? "[0-9A-Z_a-z]" : R"([0-9A-Z_a-z\p{L}\p{N}])"; }

/// \b between what may be anything: a word character on one side and not on the other.
std::string word_boundary(bool ascii, bool after_word, bool before_word) {
  const std::string w = word(ascii);
  if (after_word && !before_word) return fmt::format("(?!{})", w);
  if (before_word && !after_word) return fmt::format("(?<!{})", w);
  return fmt::format("(?(?<={0})(?!{0})|(?={0}))", w);
}

/// \B; in an empty text Python (until 3.13) finds none.
std::string no_word_boundary(bool ascii) {
  return fmt::format(R"((?(?<={0})(?={0})|(?!{0})(?!\A\z)))", word(ascii));
}

}  // namespace

PythonPattern translate_python_pattern(std::string_view pattern, bool ascii_text) {
  PatternParser parser(pattern, ascii_text);
  PythonPattern result;
  result.pcre = parser.parse();
  result.groups = parser.groups();
  result.atomic = parser.atomic();
  return result;
}

std::string PatternParser::parse() {
  std::string text = alternatives({}, true).text;
  if (!source_.at_end()) source_.fail("unbalanced parenthesis");
  for (const auto& [group, position] : conditions_) {
    if (group < group_widths_.size()) continue;
    source_.fail_at(fmt::format("invalid group reference {}", group), position);
  }
  if (variable_lookbehind_) {
    source_.fail_at("look-behind requires fixed-width pattern", *variable_lookbehind_);
  }
  if (groups() > 1) {
    source_.fail_at(
        fmt::format("{} capturing groups, only a single group should be captured; write (?:...) "
                    "for the others",
                    groups()),
        0);
  }
  return text;
}

PatternParser::Sequence PatternParser::alternatives(Flags flags, bool top) {
  if (++depth_ > kDeepest) {
    source_.fail(fmt::format("more than {} parentheses inside each other", kDeepest));
  }
  Sequence result = sequence(flags, top);
  while (source_.take(U'|')) {
    const Sequence next = sequence(flags, false);
    result.text += '|' + next.text;
    result.width.least = std::min(result.width.least, next.width.least);
    result.width.most = std::max(result.width.most, next.width.most);
  }
  --depth_;
  return result;
}

/// Items up to `|`, `)` or the end. `flags` change where the pattern begins with some.
PatternParser::Sequence PatternParser::sequence(Flags& flags, bool first) {
  std::vector<Item> items;
  while (!source_.at_end() && !source_.at_any("|)")) {
    const PatternToken token = source_.get();
    if (flags.verbose && !token.escaped) {
      const bool blank = token.character == U' ' || (token.character >= 9 && token.character <= 13);
      if (token.character == U'#') skip_comment();
      if (blank || token.character == U'#') continue;
    }
    const std::size_t behind = source_.position();
    if (const std::optional<Bounds> repeated = bounds(token)) {
      // A message points at the quantifier itself, which is one character before `behind`.
      repeat(items, *repeated, behind - 1);
    } else if (token == PatternToken{U'('}) {
      if (std::optional<Item> item = group(flags, first && items.empty())) {
        items.push_back(std::move(*item));
      }
    } else {
      items.push_back(simple_item(token, flags));
    }
  }
  return join(items, flags);
}

void PatternParser::skip_comment() {
  for (;;) {
    const PatternToken token = source_.get();
    if (token == PatternToken{PatternSource::kEnd} || token == PatternToken{U'\n'}) return;
  }
}

PatternParser::Item PatternParser::simple_item(PatternToken token, const Flags& flags) {
  if (token.escaped) return escape(token, flags);
  switch (token.character) {
    case U'[':
      return character_set(flags);
    case U'.':
      return {flags.dot_all ? "." : R"([^\n])", {1, 1}};
    case U'^':
      return position(flags.multiline ? "(?m:^)" : R"(\A)");
    case U'$':
      return position(flags.multiline ? "(?m:$)" : "$");
    default:
      return literal(token.character, flags);
  }
}

/// What `token` and the tokens after it ask for, none where that is no quantifier: `{` stands for
/// itself then.
std::optional<PatternParser::Bounds> PatternParser::bounds(PatternToken token) {
  if (token == PatternToken{U'?'}) return Bounds{0, 1};
  if (token == PatternToken{U'*'}) return Bounds{0, kUnbounded};
  if (token == PatternToken{U'+'}) return Bounds{1, kUnbounded};
  if (token != PatternToken{U'{'} || source_.at(U'}')) return std::nullopt;
  constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  const std::size_t start = source_.position();
  const std::string least = source_.take_while(kAll, "0123456789");
  const std::string most = source_.take(U',') ? source_.take_while(kAll, "0123456789") : least;
  if (!source_.take(U'}')) {
    source_.seek(start);
    return std::nullopt;
  }
  Bounds result{to_number(least), most.empty() ? kUnbounded : to_number(most)};
  if (!most.empty() && result.most < result.least) {
    source_.fail_at("min repeat greater than max repeat", start);
  }
  if (result.least > kMostRepeats || (!most.empty() && result.most > kMostRepeats)) {
    source_.fail_at(fmt::format("a repetition of more than {}", kMostRepeats), start);
  }
  return result;
}

void PatternParser::repeat(std::vector<Item>& items, const Bounds& bounds, std::size_t start) {
  if (items.empty() || items.back().kind == Item::Kind::position ||
      items.back().kind == Item::Kind::word_boundary) {
    source_.fail_at("nothing to repeat", start);
  }
  Item& item = items.back();
  if (item.kind == Item::Kind::repeat) source_.fail_at("multiple repeat", start);
  item.text += quantifier(bounds.least, bounds.most);
  if (source_.take(U'?')) {
    item.text += '?';
  } else if (source_.take(U'+')) {
    item.text += '+';
    atomic_ = true;
  }
  item.width.least = multiply(item.width.least, bounds.least);
  item.width.most = bounds.most == kUnbounded && item.width.most > 0
                        ? kWidest
                        : multiply(item.width.most, bounds.most);
  item.kind = Item::Kind::repeat;
  item.only_words = item.only_words && bounds.least > 0;
}

/// Beside an item of word characters, \b need look to the other side only.
PatternParser::Sequence PatternParser::join(const std::vector<Item>& items,
                                            const Flags& flags) const {
  const bool ascii = flags.ascii || ascii_text_;
  Sequence result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == Item::Kind::word_boundary) {
      const bool after_word = i > 0 && items[i - 1].only_words;
      const bool before_word = i + 1 < items.size() && items[i + 1].only_words;
      result.text += items[i].text == "b" ? word_boundary(ascii, after_word, before_word)
                                          : no_word_boundary(ascii);
    } else {
      result.text += items[i].text;
    }
    result.width.least = add(result.width.least, items[i].width.least);
    result.width.most = add(result.width.most, items[i].width.most);
  }
  return result;
}

}  // namespace nmf::detail
