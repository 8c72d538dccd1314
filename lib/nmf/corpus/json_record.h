#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nmf::detail {

enum class JsonKind { missing, null, boolean, number, string, array, object };

/// `a string`, `null`, ..., for messages.
std::string_view to_string(JsonKind kind);

/// A value as text: of a string its characters in UTF-8, of a number or boolean what stands in the
/// JSON (but of a whole number its shortest form); of all others empty.
struct JsonValue {
  JsonKind kind = JsonKind::missing;
  std::string text = {};

  friend bool operator==(const JsonValue&, const JsonValue&) = default;
};

/// What a line of JSON has, as far as we want it.
struct JsonRecord {
  JsonKind kind = JsonKind::missing;   ///< of the whole line
  std::vector<JsonValue> values = {};  ///< of the fields wanted, in the order wanted
};

/// Capacity that `read_json_record` wants behind its line, to spare a copy.
constexpr std::size_t kJsonPadding = 64;

/// Where and why a text is no JSON.
struct JsonFault {
  std::int64_t column = 0;  ///< character, from 1, at which reading stopped
  std::string reason = {};  ///< such as `invalid literal, got 'tru,'`
};

/// Reads the values of the fields `wanted` of a JSON object (RFC 8259) by simdjson. Of a field that
/// comes twice the last one counts, as in Python's json. False: it is no JSON, or has a number that
/// simdjson can't give as it is written, or is not UTF-8; read_json_record_exact then tells.
/// By any number of threads at once.
///
/// \param line  may grow in capacity
bool read_json_record(std::string& line, std::span<const std::string> wanted, JsonRecord& record);

/// Its slow twin, by nlohmann-json; also knows where a fault is and which fields there are.
///
/// \param names  the first fields of the object, one more than no_field lists
bool read_json_record_exact(std::string_view line, std::span<const std::string> wanted,
                            JsonRecord& record, std::vector<std::string>& names, JsonFault& fault);

}  // namespace nmf::detail
