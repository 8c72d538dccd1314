#include "nmf/report/flat_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "nmf/core/error.h"

namespace nmf {
namespace {

using nlohmann::ordered_json;

constexpr int kDeepest = 16;  // objects within objects; what lies deeper is shown as JSON

std::string value_text(const ordered_json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

void append(const ordered_json& object, const std::string& prefix, int depth, Rows& rows) {
  for (const auto& [name, value] : object.items()) {
    if (value.is_object() && depth < kDeepest) {
      append(value, prefix + name + ".", depth + 1, rows);
    } else {
      rows.emplace_back(prefix + name, value_text(value));
    }
  }
}

}  // namespace

Rows flat_json(std::string_view json, std::string_view where) {
  const ordered_json object = ordered_json::parse(json, nullptr, false);
  if (!object.is_object()) throw IoError(fmt::format("{}: expected a JSON object", where));
  Rows rows;
  append(object, "", 0, rows);
  return rows;
}

}  // namespace nmf
