#include "nmf/config/value.h"

#include <string_view>

#include "nmf/core/quote.h"

namespace nmf::config {
namespace {

constexpr std::size_t kLongestList = 80;

std::string shown_list(const Value& list) {
  std::string out = "[";
  for (const ValuePtr& item : list.items) {
    if (item->height > 0 || out.size() > kLongestList) return "a list";
    out += (out.size() > 1 ? ", " : "") + shown(*item);
  }
  return out.size() <= kLongestList ? out + "]" : "a list";
}

}  // namespace

std::string shown(std::string_view text) {
  const std::string safe = quote(text);
  const std::string_view inner = std::string_view(safe).substr(1, safe.size() - 2);
  return std::string(inner == text ? inner : safe);
}

std::string shown(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::plain:
      return shown(std::string_view(value.text));
    case Value::Kind::quoted:
      return quote(value.text);
    case Value::Kind::list:
      return shown_list(value);
    case Value::Kind::map:
      return "a map";
  }
  return {};
}

}  // namespace nmf::config
