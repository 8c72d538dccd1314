#include "nmf/corpus/format_by_content.h"

#include <algorithm>
#include <array>
#include <vector>

#include "nmf/corpus/decode.h"
#include "nmf/corpus/ldac_line.h"

namespace nmf::detail {
namespace {

constexpr std::string_view kBlank = " \t\r";

/// The first lines, without the last one of `head`, which may be cut, unless it is `whole`.
std::vector<std::string_view> first_lines(std::string_view head, bool whole, std::size_t most) {
  std::vector<std::string_view> lines;
  while (!head.empty() && lines.size() < most) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    if (end == head.size() && !whole) break;
    lines.push_back(head.substr(0, end));
    if (lines.back().ends_with('\r')) lines.back().remove_suffix(1);
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return lines;
}

/// How many positive numbers a line consists of; 0 if there is anything else in it.
std::size_t numbers_in(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t at = line.find_first_not_of(kBlank); at < line.size();
       at = line.find_first_not_of(kBlank, at)) {
    const std::size_t end = std::min(line.find_first_of(kBlank, at), line.size());
    const std::string_view word = line.substr(at, end - at);
    if (word.find_first_not_of("0123456789") != std::string_view::npos || word[0] == '0') return 0;
    ++count;
    at = end;
  }
  return count;
}

bool looks_like_uci(const std::vector<std::string_view>& lines) {
  constexpr std::array<std::size_t, 4> kNumbers = {1, 1, 1, 3};
  if (lines.size() < 3) return false;
  for (std::size_t i = 0; i < std::min(lines.size(), kNumbers.size()); ++i) {
    if (numbers_in(lines[i]) != kNumbers[i]) return false;
  }
  return true;
}

}  // namespace

std::optional<CorpusFormat> format_by_content(std::string_view head, bool whole) {
  if (head.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string_view text = without_bom(head);
  if (text.starts_with("%%MatrixMarket")) return CorpusFormat::mtx;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '{') return CorpusFormat::jsonl;
  const std::vector<std::string_view> lines = first_lines(text, whole, 4);
  if (looks_like_uci(lines)) return CorpusFormat::uci;
  if (!lines.empty() && looks_like_ldac(lines[0])) return CorpusFormat::ldac;
  return CorpusFormat::lines;
}

}  // namespace nmf::detail
