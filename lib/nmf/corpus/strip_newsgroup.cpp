#include "nmf/corpus/strip_newsgroup.h"

#include <algorithm>
#include <array>

namespace nmf::detail {
namespace {

// White space beyond ASCII: U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F,
// U+205F, U+3000. Both ends are cut by comparing bytes: no character's encoding begins or ends
// with that of another.
constexpr std::array<std::string_view, 19> kWideSpaces = {
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81",
    "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86",
    "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
    "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};

bool is_ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1C' && c <= '\x1F');
}

std::size_t space_at_front(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii_space(text.front())) return 1;
  for (const std::string_view space : kWideSpaces) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

std::size_t space_at_back(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii_space(text.back())) return 1;
  for (const std::string_view space : kWideSpaces) {
    if (text.ends_with(space)) return space.size();
  }
  return 0;
}

bool is_blank_or_hyphens(std::string_view line) {
  return strip_unicode_space(line).find_first_not_of('-') == std::string_view::npos;
}

bool announces_quotation(std::string_view line) {
  constexpr std::array<std::string_view, 4> kStarts = {"In article", "Quoted from", "|", ">"};
  constexpr std::array<std::string_view, 5> kAnywhere = {"writes in",
                                                         "writes:", "wrote:", "says:", "said:"};
  const auto starts = [line](std::string_view mark) { return line.starts_with(mark); };
  const auto holds = [line](std::string_view mark) {
    return line.find(mark) != std::string_view::npos;
  };
  return std::any_of(kStarts.begin(), kStarts.end(), starts) ||
         std::any_of(kAnywhere.begin(), kAnywhere.end(), holds);
}

}  // namespace

std::string_view strip_unicode_space(std::string_view text) {
  while (const std::size_t size = space_at_front(text)) text.remove_prefix(size);
  while (const std::size_t size = space_at_back(text)) text.remove_suffix(size);
  return text;
}

std::string_view strip_newsgroup_header(std::string_view text) {
  const std::size_t blank = text.find("\n\n");
  return blank == std::string_view::npos ? std::string_view() : text.substr(blank + 2);
}

std::string_view strip_newsgroup_footer(std::string_view text) {
  const std::string_view stripped = strip_unicode_space(text);
  std::string_view rest = stripped;  // the lines not looked at yet, the last one first
  for (;;) {
    const std::size_t newline = rest.rfind('\n');
    if (newline == std::string_view::npos) return text;
    if (is_blank_or_hyphens(rest.substr(newline + 1))) return rest.substr(0, newline);
    rest = rest.substr(0, newline);
  }
}

std::string strip_newsgroup_quoting(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  bool any = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!announces_quotation(line)) {
      if (any) kept += '\n';
      kept += line;
      any = true;
    }
    begin = end + 1;
  }
  return kept;
}

}  // namespace nmf::detail
