#include "nmf/text/character_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "nmf/text/code_points.h"

namespace nmf::detail {
namespace {

constexpr char32_t kLast = 0x10FFFF;
constexpr char32_t kLastAscii = 0x7F;
constexpr char32_t kFirstSurrogate = 0xD800;
constexpr char32_t kLastSurrogate = 0xDFFF;

bool is_plain(char32_t c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

using Range = CharacterSet::Range;
constexpr auto kAsciiWord = std::to_array<Range>({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
constexpr auto kAsciiDigits = std::to_array<Range>({{'0', '9'}});
// Of what is no word character or digit, that within ASCII: found before PCRE2 looks up properties.
constexpr auto kAsciiNoWord = std::to_array<Range>(
    {{0, '0' - 1}, {'9' + 1, 'A' - 1}, {'Z' + 1, '_' - 1}, {'`', '`'}, {'z' + 1, 0x7F}});
constexpr auto kAsciiNoDigit = std::to_array<Range>({{0, '0' - 1}, {'9' + 1, 0x7F}});
// Pc, connectors, but for the underscore.
constexpr auto kConnectors = std::to_array<Range>(
    {{0x203F, 0x2040}, {0x2054, 0x2054}, {0xFE33, 0xFE34}, {0xFE4D, 0xFE4F}, {0xFF3F, 0xFF3F}});

std::vector<Range> blanks(bool ascii) {
  if (ascii) return {{0x09, 0x0D}, {' ', ' '}};
  std::vector<Range> ranges;
  for (char32_t c = 0; c <= 0x3000; ++c) {
    if (is_blank(c)) ranges.emplace_back(c, c);
  }
  return ranges;
}

}  // namespace

std::string pcre_literal(char32_t character) {
  if (is_plain(character)) return {static_cast<char>(character)};
  return fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(character));
}

void CharacterSet::add(char32_t first, char32_t last) { ranges_.emplace_back(first, last); }

void CharacterSet::add_category(char category, bool ascii) {
  const auto add_all = [&](std::span<const Range> ranges) {
    ranges_.insert(ranges_.end(), ranges.begin(), ranges.end());
  };
  const auto add_properties = [&](const char* properties, bool words) {
    properties_ += properties;
    word_properties_ = word_properties_ && words;
  };
  switch (category) {
    case 'w':
      add_all(kAsciiWord);
      if (!ascii) add_properties(R"(\p{L}\p{N})", true);
      return;
    case 'W':
      if (ascii) return add_complement(kAsciiWord);
      add_all(kAsciiNoWord);
      // All other categories; of Pc, only the underscore is a word character.
      add_properties(R"(\p{C}\p{M}\p{S}\p{Z}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po})", false);
      return add_all(kConnectors);
    case 'd':
      add('0', '9');
      if (!ascii) add_properties(R"(\p{Nd})", true);
      return;
    case 'D':
      if (ascii) return add_complement(kAsciiDigits);
      add_all(kAsciiNoDigit);
      return add_properties(R"(\P{Nd})", false);
    case 's':
      return add_all(blanks(ascii));
    default:
      return add_complement(blanks(ascii));
  }
}

void CharacterSet::add_other_cases(const CaseEquivalents& equivalents) {
  const std::vector<Range> ranges = merged();
  const auto contains = [&](char32_t c) {
    const auto after = std::upper_bound(ranges.begin(), ranges.end(), std::pair(c, kLast));
    return after != ranges.begin() && std::prev(after)->second >= c;
  };
  for (const std::vector<char32_t>& set : equivalents.all()) {
    if (std::none_of(set.begin(), set.end(), contains)) continue;
    for (const char32_t c : set) add(c);
  }
}

std::string CharacterSet::to_pcre(bool negated, bool ascii_text) const {
  const char32_t highest = ascii_text ? kLastAscii : kLast;
  std::string items;
  for (auto [first, last] : merged()) {
    // PCRE2 takes no surrogate as the end of a range; no text holds one.
    if (first >= kFirstSurrogate && first <= kLastSurrogate) first = kLastSurrogate + 1;
    if (last >= kFirstSurrogate && last <= kLastSurrogate) last = kFirstSurrogate - 1;
    last = std::min(last, highest);
    if (first > last) continue;
    if (first == 0 && last == highest) return negated ? kNoCharacter : ".";
    items += pcre_literal(first);
    if (last > first) items += '-' + pcre_literal(last);
  }
  if (!ascii_text) items += properties_;
  if (items.empty()) return negated ? "." : kNoCharacter;
  return fmt::format("[{}{}]", negated ? "^" : "", items);
}

bool CharacterSet::only_words(bool ascii) const {
  if (!word_properties_ || (ascii && !properties_.empty())) return false;
  const std::vector<Range> ranges = merged();
  return std::all_of(ranges.begin(), ranges.end(), [](const Range& range) {
    return std::any_of(kAsciiWord.begin(), kAsciiWord.end(), [&](const Range& word) {
      return range.first >= word.first && range.second <= word.second;
    });
  });
}

std::vector<Range> CharacterSet::merged() const {
  std::vector<Range> sorted = ranges_;
  std::sort(sorted.begin(), sorted.end());
  std::vector<Range> result;
  for (const auto& [first, last] : sorted) {
    if (!result.empty() && first <= result.back().second + 1) {
      result.back().second = std::max(result.back().second, last);
    } else {
      result.emplace_back(first, last);
    }
  }
  return result;
}

/// `ranges` ascend and do not touch.
void CharacterSet::add_complement(std::span<const Range> ranges) {
  char32_t from = 0;
  for (const auto& [first, last] : ranges) {
    if (first > from) add(from, first - 1);
    from = last + 1;
  }
  add(from, kLast);
}

}  // namespace nmf::detail
