#include "k_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "nmf/core/error.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

constexpr std::int64_t kMost = 1000;

/// The pieces between the separators; one more than there are of these.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const auto at = text.find(separator);
    pieces.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return pieces;
    text.remove_prefix(at + 1);
  }
}

[[noreturn]] void malformed(const std::string& list) {
  throw UsageError(fmt::format(
      "--k {}: expected numbers such as 5,10,20, or START:STOP:STEP such as 5:50:5", list));
}

std::int64_t number(std::string_view text, const std::string& list) {
  constexpr std::int64_t kLargest = 1'000'000'000;
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec == std::errc::invalid_argument || parsed.ptr != end) malformed(list);
  if (parsed.ec != std::errc() || value < 1 || value > kLargest)
    throw ConfigError(
        fmt::format("--k {}: got {}, expected integers from 1 to {}", list, text, kLargest));
  return value;
}

void add_range(const std::vector<std::string_view>& bounds, const std::string& list,
               std::vector<std::int64_t>& all) {
  const std::int64_t start = number(bounds[0], list);
  const std::int64_t stop = bounds.size() > 1 ? number(bounds[1], list) : start;
  const std::int64_t step = bounds.size() > 2 ? number(bounds[2], list) : 1;
  if (stop < start)
    throw ConfigError(
        fmt::format("--k {}: {}:{} holds no number, expected START <= STOP", list, start, stop));
  for (std::int64_t k = start; k <= stop; k += step) {
    all.push_back(k);
    if (std::ssize(all) > kMost)
      throw ConfigError(fmt::format("--k {}: more than {} numbers; raise the step", list, kMost));
  }
}

}  // namespace

std::vector<std::int64_t> parse_k_list(const std::string& text) {
  std::vector<std::int64_t> all;
  for (const std::string_view item : split(text, ',')) {
    const auto bounds = split(item, ':');
    if (bounds.size() > 3) malformed(text);
    add_range(bounds, text, all);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace nmf::app
