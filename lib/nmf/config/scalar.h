#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "nmf/config/value.h"

namespace nmf::config {

/// What an unquoted scalar means.
///
/// YAML 1.2's core schema where YAML 1.1 (PyYAML) agrees; what the two read differently (010, 0x10,
/// 1_000, yes) is text here, so that no number is guessed.
enum class Form {
  null,        ///< nothing, ~, null
  boolean,     ///< true, false
  integer,     ///< -12
  number,      ///< 0.5, 1.0e-4, 1e-4
  not_finite,  ///< .inf, .nan
  text,
};
Form form_of(std::string_view plain);

/// Whether YAML 1.1 takes the word for a boolean and YAML 1.2 does not: yes, no, on, off, y, n.
bool is_old_boolean(std::string_view plain);

/// The value of an unquoted scalar of that form; none for any other node and, for numbers, for
/// what the type can't hold. A number may be written as an integer.
std::optional<bool> as_boolean(const Value& value);
std::optional<std::int64_t> as_integer(const Value& value);
std::optional<double> as_number(const Value& value);

/// Whether the value, read as YAML, is `expected`. Costs no more than `expected` is large.
bool equals(const Value& value, const nlohmann::ordered_json& expected);

}  // namespace nmf::config
