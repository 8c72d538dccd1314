#include "nmf/config/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace nmf::config {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array<std::string_view, 5> kNull = {"", "~", "null", "Null", "NULL"};
constexpr std::array<std::string_view, 3> kTrue = {"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> kFalse = {"false", "False", "FALSE"};
constexpr std::array<std::string_view, 6> kNotFinite = {".inf", ".Inf", ".INF",
                                                        ".nan", ".NaN", ".NAN"};

constexpr std::array<std::string_view, 6> kOldBoolean = {"yes", "no", "on", "off", "y", "n"};

std::string_view without_sign(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text;
}

/// Takes the digits at the front of `text` away and returns how many there were.
std::size_t skip_digits(std::string_view& text) {
  const std::size_t n = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(n);
  return n;
}

bool is_integer(std::string_view text) {
  text = without_sign(text);
  if (text.size() > 1 && text[0] == '0') return false;  // octal in YAML 1.1
  return skip_digits(text) > 0 && text.empty();
}

bool is_number(std::string_view text) {
  text = without_sign(text);
  std::size_t digits = skip_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits += skip_digits(text);
  } else if (text.empty()) {
    return false;  // an integer, or what must not be read as one
  }
  if (digits == 0) return false;
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  text = without_sign(text);
  return skip_digits(text) > 0 && text.empty();
}

/// from_chars takes a minus, but no plus.
template <typename T>
std::optional<T> parsed(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Form form_of(std::string_view plain) {
  if (is_one_of(plain, kNull)) return Form::null;
  if (is_one_of(plain, kTrue) || is_one_of(plain, kFalse)) return Form::boolean;
  if (is_integer(plain)) return Form::integer;
  if (is_number(plain)) return Form::number;
  if (is_one_of(without_sign(plain), kNotFinite)) return Form::not_finite;
  return Form::text;
}

bool is_old_boolean(std::string_view plain) {
  if (plain.size() > 3) return false;
  std::string lower(plain);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return is_one_of(std::string_view(lower), kOldBoolean);
}

std::optional<bool> as_boolean(const Value& value) {
  if (value.kind != Value::Kind::plain) return std::nullopt;
  if (is_one_of(value.text, kTrue)) return true;
  if (is_one_of(value.text, kFalse)) return false;
  return std::nullopt;
}

std::optional<std::int64_t> as_integer(const Value& value) {
  if (value.kind != Value::Kind::plain || form_of(value.text) != Form::integer) return std::nullopt;
  return parsed<std::int64_t>(value.text);
}

std::optional<double> as_number(const Value& value) {
  if (value.kind != Value::Kind::plain) return std::nullopt;
  const Form form = form_of(value.text);
  if (form != Form::integer && form != Form::number) return std::nullopt;
  return parsed<double>(value.text);
}

bool equals(const Value& value, const nlohmann::ordered_json& expected) {
  switch (value.kind) {
    case Value::Kind::null:
      return expected.is_null();
    case Value::Kind::quoted:
      return expected == value.text;
    case Value::Kind::plain:
      if (const auto boolean = as_boolean(value)) return expected == *boolean;
      if (const auto integer = as_integer(value)) return expected == *integer;
      if (const auto number = as_number(value)) return expected == *number;
      return expected == value.text;
    case Value::Kind::list:
      return expected.is_array() && expected.size() == value.items.size() &&
             std::equal(value.items.begin(), value.items.end(), expected.begin(),
                        [](const ValuePtr& item, const auto& e) { return equals(*item, e); });
    case Value::Kind::map:
      return false;
  }
  return false;
}

}  // namespace nmf::config
