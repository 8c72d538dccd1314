#include "nmf/config/codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace nmf::config {
namespace {

using Path = std::filesystem::path;
using Json = nlohmann::ordered_json;

std::string mismatch(const Value& value, const std::string& expected) {
  return fmt::format("got {}, expected {}", shown(value), expected);
}

bool reads_as(const Value& value, Form form) {
  return value.kind == Value::Kind::plain && form_of(value.text) == form;
}

/// \param at  of the value, where it is an element of a list
double read_number(const Value& value, const Range& range, std::optional<Position> at = {}) {
  const auto found = as_number(value);
  if (found && range.holds(*found)) return *found;
  const bool too_far = !found && reads_as(value, Form::number);
  const std::string expected =
      fmt::format("a {}number {}{}", reads_as(value, Form::not_finite) ? "finite " : "", range.text,
                  too_far ? " that fits float64" : "");
  throw Mismatch{mismatch(value, expected), at};
}

std::vector<std::string> read_texts(const Value& value, const std::string& expected) {
  if (value.kind != Value::Kind::list) refuse(value, expected);
  std::vector<std::string> out;
  for (const ValuePtr& item : value.items) {
    if (!item->is_text() || item->text.empty()) refuse_item(*item, "text that is not empty");
    out.push_back(item->text);
  }
  return out;
}

void refuse_repeats(const Value& list) {
  std::unordered_set<std::string_view> seen;
  for (const ValuePtr& item : list.items) {
    if (!seen.insert(item->text).second)
      throw Mismatch{fmt::format("got {} twice, expected each once", shown(*item)), item->position};
  }
}

}  // namespace

void refuse(const Value& value, const std::string& expected) {
  throw Mismatch{mismatch(value, expected), std::nullopt};
}

void refuse_item(const Value& item, const std::string& expected) {
  throw Mismatch{mismatch(item, expected), item.position};
}

Range at_least(double low) {
  return {fmt::format(">= {}", low), [low](double x) { return x >= low; }};
}

Range above(double low) {
  return {fmt::format("> {}", low), [low](double x) { return x > low; }};
}

Range half_open_unit() {
  return {"in [0, 1)", [](double x) { return x >= 0 && x < 1; }};
}

Range unit() {
  return {"in [0, 1]", [](double x) { return x >= 0 && x <= 1; }};
}

Codec<bool> boolean() {
  return {"true or false",
          [](const Value& value, const Path&) {
            if (const auto found = as_boolean(value)) return *found;
            const bool old = value.kind == Value::Kind::plain && is_old_boolean(value.text);
            refuse(value, old ? "true or false (yes, no, on and off are text in YAML 1.2)"
                              : "true or false");
          },
          [](bool value) { return Json(value); }};
}

Codec<double> number(const Range& range) {
  return {"a number " + range.text,
          [range](const Value& value, const Path&) { return read_number(value, range); },
          [](double value) { return Json(value); }};
}

Codec<std::array<double, 2>> two_numbers(const Range& range) {
  const std::string expected = "a list of two numbers " + range.text;
  return {expected,
          [range, expected](const Value& value, const Path&) {
            if (value.kind != Value::Kind::list || value.items.size() != 2) refuse(value, expected);
            std::array<double, 2> out{};
            for (std::size_t i = 0; i < out.size(); ++i)
              out[i] = read_number(*value.items[i], range, value.items[i]->position);
            return out;
          },
          [](const std::array<double, 2>& value) { return Json(value); }};
}

Codec<std::string> text(const std::string& expected) {
  return {
      expected,
      [expected](const Value& value, const Path&) {
        if (!value.is_text() || value.text.empty() || value.text.find('\0') != std::string::npos)
          refuse(value, expected);
        return value.text;
      },
      [](const std::string& value) { return Json(value); }};
}

Codec<std::vector<std::string>> words() {
  const std::string expected = "a list of words";
  return {expected,
          [expected](const Value& value, const Path&) { return read_texts(value, expected); },
          [](const std::vector<std::string>& value) { return Json(value); }};
}

Codec<std::optional<std::vector<std::string>>> names() {
  const std::string expected = "null or a list of at least one name, each once";
  return {expected,
          [expected](const Value& value, const Path&) -> std::optional<std::vector<std::string>> {
            if (value.is_null()) return std::nullopt;
            std::vector<std::string> out = read_texts(value, expected);
            if (out.empty()) refuse(value, expected);
            refuse_repeats(value);
            return out;
          },
          [](const std::optional<std::vector<std::string>>& value) {
            return value ? Json(*value) : Json(nullptr);
          }};
}

Codec<std::int64_t> integer(std::int64_t low, std::int64_t high) {
  const std::string expected = high == INT64_MAX
                                   ? fmt::format("an integer >= {}", low)
                                   : fmt::format("an integer from {} to {}", low, high);
  return {expected,
          [low, high, expected](const Value& value, const Path&) {
            const auto found = as_integer(value);
            if (!found && reads_as(value, Form::integer) && value.text[0] != '-')
              refuse(value, fmt::format("an integer from {} to {}", low, high));
            if (!found || *found < low || *found > high) refuse(value, expected);
            return *found;
          },
          [](std::int64_t value) { return Json(value); }};
}

Codec<std::uint64_t> unsigned_integer() {
  const Codec<std::int64_t> base = integer(0);
  return {base.expected,
          [base](const Value& value, const Path& folder) {
            return static_cast<std::uint64_t>(base.read(value, folder));
          },
          [](std::uint64_t value) { return Json(value); }};
}

std::string alternatives(const std::vector<std::string_view>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

}  // namespace nmf::config
