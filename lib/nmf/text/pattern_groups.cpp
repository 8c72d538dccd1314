#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "nmf/text/pattern_parser.h"

namespace nmf::detail {
namespace {

constexpr PatternToken kEnd{PatternSource::kEnd};
constexpr std::string_view kFlags = "aimsxuL";

bool is_flag(PatternToken token) {
  return !token.escaped && token.character < 0x80 &&
         kFlags.find(static_cast<char>(token.character)) != std::string_view::npos;
}

std::size_t length(PatternToken token) { return token.escaped ? 2 : 1; }

/// Python's str.isidentifier().
bool is_identifier(const std::u32string& name) {
  const auto has = [](char32_t c, UProperty property) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), property) != 0;
  };
  return (name[0] == U'_' || has(name[0], UCHAR_XID_START)) &&
         std::all_of(name.begin(), name.end(),
                     [&](char32_t c) { return has(c, UCHAR_XID_CONTINUE); });
}

bool is_number(const std::u32string& name) {
  return std::all_of(name.begin(), name.end(), [](char32_t c) { return c >= '0' && c <= '9'; });
}

}  // namespace

/// All that begins with a parenthesis, behind it; nothing for a comment and for flags of the whole
/// pattern.
std::optional<PatternParser::Item> PatternParser::group(Flags& flags, bool first) {
  const std::size_t start = source_.position() - 1;
  if (source_.take(U'?')) return extension(flags, first, start);
  return capture(flags, start, {});
}

/// Behind `(?`.
std::optional<PatternParser::Item> PatternParser::extension(Flags& flags, bool first,
                                                            std::size_t start) {
  const PatternToken kind = source_.get();
  if (kind == kEnd) source_.fail("unexpected end of pattern");
  if (is_flag(kind) || kind == PatternToken{U'-'}) {
    const InlineFlags given = inline_flags(kind.character);
    if (given.global && !first) {
      source_.fail_at("global flags not at the start of the expression", start);
    }
    if (given.global) {
      apply(given, flags);
      return std::nullopt;
    }
    Flags inner = flags;
    apply(given, inner);
    return inside("(?:", inner, start);
  }
  switch (kind.escaped ? PatternSource::kEnd : kind.character) {
    case U'P':
      return named(flags, start);
    case U':':
      return inside("(?:", flags, start);
    case U'>':
      atomic_ = true;
      return inside("(?>", flags, start);
    case U'#':
      while (!source_.at_end()) {
        if (source_.get() == PatternToken{U')'}) return std::nullopt;
      }
      source_.fail_at("missing ), unterminated comment", start);
    case U'=':
      return lookaround(flags, start, "(?=");
    case U'!':
      return lookaround(flags, start, "(?!");
    case U'<': {
      const PatternToken what = source_.get();
      if (what == kEnd) source_.fail("unexpected end of pattern");
      if (what == PatternToken{U'='}) return lookaround(flags, start, "(?<=");
      if (what == PatternToken{U'!'}) return lookaround(flags, start, "(?<!");
      source_.fail("unknown extension ?<" + to_string(what), length(what) + 2);
    }
    case U'(':
      return conditional(flags, start);
    default:
      source_.fail("unknown extension ?" + to_string(kind), length(kind) + 1);
  }
}

/// Behind `(?P`.
std::optional<PatternParser::Item> PatternParser::named(const Flags& flags, std::size_t start) {
  if (source_.take(U'<')) {
    const std::u32string name = source_.take_until(U'>', "group name");
    check_name(name);
    return capture(flags, start, name);
  }
  if (source_.take(U'=')) {
    const std::u32string name = source_.take_until(U')', "group name");
    check_name(name);
    const std::size_t group = named_group(name);
    if (!is_closed(group)) source_.fail("cannot refer to an open group", name.size() + 1);
    check_in_lookbehind(group);
    return reference(group, flags);
  }
  const PatternToken what = source_.get();
  if (what == kEnd) source_.fail("unexpected end of pattern");
  source_.fail("unknown extension ?P" + to_string(what), length(what) + 2);
}

PatternParser::Item PatternParser::capture(const Flags& flags, std::size_t start,
                                           const std::u32string& name) {
  const std::size_t number = group_widths_.size();
  if (!name.empty()) {
    const auto [known, added] = group_names_.emplace(name, number);
    if (!added) {
      source_.fail(fmt::format("redefinition of group name {} as group {}; was group {}",
                               quote_code_points(name), number, known->second),
                   name.size() + 1);
    }
  }
  group_widths_.emplace_back();
  Item item = inside("(", flags, start);
  group_widths_[number] = item.width;
  return item;
}

/// Behind `(?(`: one pattern where a group took part in the match, another where not.
PatternParser::Item PatternParser::conditional(const Flags& flags, std::size_t start) {
  const std::u32string name = source_.take_until(U')', "group name");
  std::size_t group = 0;
  if (is_identifier(name)) {
    group = named_group(name);
  } else {
    if (!is_number(name)) check_name(name);
    if (name.size() > 9) source_.fail("invalid group reference", name.size() + 1);
    for (const char32_t digit : name) group = group * 10 + (digit - U'0');
    if (group == 0) source_.fail("bad group number", name.size() + 1);
    conditions_.emplace(group, source_.position() - name.size() - 1);
  }
  check_in_lookbehind(group);
  if (++depth_ > 200) source_.fail("too many parentheses inside each other");
  Flags inner = flags;
  const Sequence yes = sequence(inner, false);
  Item item{fmt::format("(?({}){}", group, yes.text), yes.width};
  if (source_.take(U'|')) {
    const Sequence no = sequence(inner, false);
    if (source_.at(U'|')) source_.fail("conditional backref with more than two branches");
    item.text += '|' + no.text;
    item.width.least = std::min(yes.width.least, no.width.least);
    item.width.most = std::max(yes.width.most, no.width.most);
  } else {
    item.width.least = 0;
  }
  --depth_;
  close(start);
  item.text += ')';
  return item;
}

PatternParser::Item PatternParser::lookaround(const Flags& flags, std::size_t start,
                                              std::string opening) {
  const bool behind = opening[2] == '<';
  const std::optional<std::size_t> outer = lookbehind_groups_;
  if (behind && !outer) lookbehind_groups_ = group_widths_.size();
  Item item = inside(opening, flags, start);
  if (behind) lookbehind_groups_ = outer;
  const bool fixed = item.width.least == item.width.most;
  if (behind && !fixed && !variable_lookbehind_) variable_lookbehind_ = start;
  item.width = {};
  return item;
}

/// A group's contents and end.
PatternParser::Item PatternParser::inside(const std::string& opening, const Flags& flags,
                                          std::size_t start) {
  Sequence contents = alternatives(flags, false);
  close(start);
  return {opening + contents.text + ')', contents.width};
}

void PatternParser::close(std::size_t start) {
  if (!source_.take(U')')) source_.fail_at("missing ), unterminated subpattern", start);
}

/// `i`, `i-s` and so on, from the first flag or `-` to the `)` or `:` behind them.
PatternParser::InlineFlags PatternParser::inline_flags(char32_t first) {
  InlineFlags given;
  const auto next_flag = [&](const char* missing) {
    const PatternToken token = source_.get();
    if (token == kEnd) source_.fail(missing);
    if (!is_flag(token) &&
        !(!token.escaped &&
          (token.character == U')' || token.character == U'-' || token.character == U':'))) {
      const bool letter = !token.escaped && u_isalpha(static_cast<UChar32>(token.character)) != 0;
      source_.fail(letter ? "unknown flag" : missing, length(token));
    }
    return token;
  };
  const auto refuse = [&](const char* missing, PatternToken token) {
    source_.fail(missing, length(token));
  };
  PatternToken token{first};
  constexpr const char* kMissing = "missing -, : or )";
  for (; is_flag(token); token = next_flag(kMissing)) {
    const char flag = static_cast<char>(token.character);
    if (flag == 'L') {
      source_.fail("bad inline flags: cannot use 'L' flag with a str pattern");
    }
    const char other = flag == 'a' ? 'u' : flag == 'u' ? 'a' : '\0';
    if (other != '\0' && given.on.find(other) != std::string::npos) {
      source_.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
    }
    given.on += flag;
  }
  given.global = token.character == U')';
  if (token.character != U'-') return given;
  token = next_flag("missing flag");
  if (!is_flag(token)) refuse("missing flag", token);
  for (; is_flag(token); token = next_flag("missing :")) {
    const char flag = static_cast<char>(token.character);
    if (std::string_view("auL").find(flag) != std::string_view::npos) {
      source_.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
    }
    given.off += flag;
  }
  if (token.character != U':') refuse("missing :", token);
  if (given.on.find_first_of(given.off) != std::string::npos) {
    source_.fail("bad inline flags: flag turned on and off", 1);
  }
  return given;
}

void PatternParser::apply(const InlineFlags& given, Flags& flags) {
  const auto set = [&](char letter, bool& flag) {
    if (given.on.find(letter) != std::string::npos) flag = true;
    if (given.off.find(letter) != std::string::npos) flag = false;
  };
  set('i', flags.ignore_case);
  set('m', flags.multiline);
  set('s', flags.dot_all);
  set('x', flags.verbose);
  set('a', flags.ascii);
  const bool unicode = given.on.find('u') != std::string::npos;
  if (given.global) {
    global_unicode_ = global_unicode_ || unicode;
    if (global_unicode_ && flags.ascii) source_.fail("ASCII and UNICODE flags are incompatible");
  } else if (unicode) {
    flags.ascii = false;
  }
}

/// The number of a group that has a name.
std::size_t PatternParser::named_group(const std::u32string& name) {
  const auto found = group_names_.find(name);
  if (found != group_names_.end()) return found->second;
  source_.fail("unknown group name " + quote_code_points(name), name.size() + 1);
}

void PatternParser::check_name(const std::u32string& name) {
  if (is_identifier(name)) return;
  source_.fail("bad character in group name " + quote_code_points(name), name.size() + 1);
}

void PatternParser::check_in_lookbehind(std::size_t group) {
  if (!lookbehind_groups_) return;
  if (!is_closed(group)) source_.fail("cannot refer to an open group");
  if (group >= *lookbehind_groups_) {
    source_.fail("cannot refer to group defined in the same lookbehind subpattern");
  }
}

bool PatternParser::is_closed(std::size_t group) const {
  return group < group_widths_.size() && group_widths_[group].has_value();
}

PatternParser::Item PatternParser::reference(std::size_t group, const Flags& flags) {
  const Width width = group_widths_[group].value_or(Width{});
  const std::string text = fmt::format("\\g{{{}}}", group);
  return {flags.ignore_case ? "(?i:" + text + ')' : text, width};
}

}  // namespace nmf::detail
