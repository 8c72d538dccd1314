#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/config/enum_names.h"
#include "nmf/config/scalar.h"
#include "nmf/config/value.h"

namespace nmf::config {

/// A value that a key does not take; the caller knows which key it was.
struct Mismatch {
  std::string message;         ///< `got 0, expected an integer >= 1`
  std::optional<Position> at;  ///< of the element, where it is one element of a list
};

/// How the values of one C++ type are read and written.
template <typename T>
struct Codec {
  using Type = T;
  std::string expected;  ///< what is allowed, as it follows "expected"
  /// \param base  folder that relative paths start from
  /// Throws Mismatch.
  std::function<T(const Value& value, const std::filesystem::path& base)> read;
  std::function<nlohmann::ordered_json(const T& value)> write;
};

[[noreturn]] void refuse(const Value& value, const std::string& expected);
[[noreturn]] void refuse_item(const Value& item, const std::string& expected);

/// Numbers that a key allows.
struct Range {
  std::string text;  ///< as it follows "a number "
  std::function<bool(double)> holds;
};
Range at_least(double low);
Range above(double low);
Range half_open_unit();  ///< [0, 1)
Range unit();            ///< [0, 1]

Codec<bool> boolean();
Codec<double> number(const Range& range);
Codec<std::array<double, 2>> two_numbers(const Range& range);
Codec<std::string> text(const std::string& expected);
Codec<std::vector<std::string>> words();
/// A list of at least one distinct name; null for none given.
Codec<std::optional<std::vector<std::string>>> names();

/// Integers from `low` to `high`; what is expected names `high` only where it is below 2^63 - 1.
Codec<std::int64_t> integer(std::int64_t low, std::int64_t high = INT64_MAX);
Codec<std::uint64_t> unsigned_integer();

/// `codec`, or null for no value.
template <typename T>
Codec<std::optional<T>> nullable(const Codec<T>& codec) {
  const std::string expected = "null or " + codec.expected;
  return {expected,
          [codec](const Value& value, const std::filesystem::path& base) -> std::optional<T> {
            if (value.is_null()) return std::nullopt;
            return codec.read(value, base);
          },
          [codec](const std::optional<T>& value) {
            return value ? codec.write(*value) : nlohmann::ordered_json(nullptr);
          }};
}

/// "a, b or c"
std::string alternatives(const std::vector<std::string_view>& names);

template <typename E>
std::string alternatives_of() {
  std::vector<std::string_view> names;
  names.reserve(kEnumNames<E>.size());
  for (const EnumName<E>& entry : kEnumNames<E>) names.push_back(entry.name);
  return alternatives(names);
}

template <typename E>
std::optional<E> find_named(const Value& value) {
  for (const EnumName<E>& entry : kEnumNames<E>) {
    if (entry.name == "null" ? value.is_null() : value.is_text() && value.text == entry.name)
      return entry.value;
  }
  return std::nullopt;
}

template <typename E>
nlohmann::ordered_json json_of(E value) {
  const std::string name(name_of(value));
  return name == "null" ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(name);
}

/// One value of an enumeration.
template <typename E>
Codec<E> choice(const std::string& expected = alternatives_of<E>()) {
  return {expected,
          [expected](const Value& value, const std::filesystem::path&) {
            const auto found = find_named<E>(value);
            if (!found) refuse(value, expected);
            return *found;
          },
          json_of<E>};
}

/// A list of distinct values of an enumeration.
template <typename E>
Codec<std::vector<E>> choices() {
  const std::string expected = "a list of " + alternatives_of<E>() + ", each at most once";
  return {expected,
          [expected](const Value& value, const std::filesystem::path&) {
            if (value.kind != Value::Kind::list) refuse(value, expected);
            std::vector<E> out;
            for (const ValuePtr& item : value.items) {
              const auto found = find_named<E>(*item);
              if (!found || std::find(out.begin(), out.end(), *found) != out.end())
                refuse_item(*item, alternatives_of<E>() + ", each at most once");
              out.push_back(*found);
            }
            return out;
          },
          [](const std::vector<E>& values) {
            auto list = nlohmann::ordered_json::array();
            for (const E value : values) list.push_back(json_of(value));
            return list;
          }};
}

}  // namespace nmf::config
