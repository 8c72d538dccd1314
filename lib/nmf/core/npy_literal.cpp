#include "nmf/core/npy_literal.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace nmf::detail {

void PythonLiteral::skip_blanks() {
  rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n"), rest_.size()));
}

bool PythonLiteral::take(std::string_view token) {
  skip_blanks();
  if (!rest_.starts_with(token)) return false;
  rest_.remove_prefix(token.size());
  return true;
}

std::optional<std::string_view> PythonLiteral::string() {
  skip_blanks();
  if (!rest_.starts_with('\'') && !rest_.starts_with('"')) return std::nullopt;
  const std::size_t end = rest_.find(rest_[0], 1);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view found = rest_.substr(1, end - 1);
  if (found.find('\\') != std::string_view::npos) return std::nullopt;
  rest_.remove_prefix(end + 1);
  return found;
}

std::optional<bool> PythonLiteral::boolean() {
  if (take("True")) return true;
  if (take("False")) return false;
  return std::nullopt;
}

std::optional<std::vector<std::int64_t>> PythonLiteral::tuple() {
  constexpr std::size_t kMostDimensions = 32;
  if (!take("(")) return std::nullopt;
  std::vector<std::int64_t> sizes;
  while (!take(")")) {
    if (!sizes.empty() && !take(",")) return std::nullopt;
    if (!sizes.empty() && take(")")) break;
    skip_blanks();
    std::int64_t size = 0;
    const auto [stop, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), size);
    if (error != std::errc() || size < 0 || sizes.size() == kMostDimensions) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(stop - rest_.data()));
    sizes.push_back(size);
  }
  return sizes;
}

bool PythonLiteral::at_end() {
  skip_blanks();
  return rest_.empty();
}

}  // namespace nmf::detail
