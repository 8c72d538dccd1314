#include "nmf/config/yaml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "nmf/config/config.h"
#include "nmf/config/scalar.h"
#include "nmf/core/utf8.h"

namespace nmf {
namespace config {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool may_stand_plain(const std::string& text) {
  constexpr std::string_view kHarmless = "_./-+0123456789";
  constexpr std::string_view kHarmlessFirst = "_./";  // digits and signs may begin a number
  return std::any_of(text.begin(), text.end(), is_letter) &&
         (is_letter(text[0]) || kHarmlessFirst.find(text[0]) != kHarmlessFirst.npos) &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_letter(c) || kHarmless.find(c) != kHarmless.npos; }) &&
         form_of(text) == Form::text && !is_old_boolean(text);  // quoted for YAML 1.1's sake
}

/// Controls, line ends beyond ASCII and what is no character: only an escape brings them through
/// every YAML reader.
bool needs_escape(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
         c == 0xFFFE || c == 0xFFFF;
}

/// \param sequence  one valid UTF-8 sequence
char32_t code_point(std::string_view sequence) {
  const auto lead = static_cast<unsigned char>(sequence[0]);
  char32_t code = lead < 0x80 ? lead : lead & (0x7FU >> sequence.size());
  for (const char c : sequence.substr(1))
    code = code << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  return code;
}

/// Between double quotes, or nothing if no character needs an escape.
std::optional<std::string> with_escapes(std::string_view text) {
  std::string out = "\"";
  bool escaped = false;
  while (!text.empty()) {
    const std::string_view sequence = text.substr(0, utf8_sequence_at(text).length);
    text.remove_prefix(sequence.size());
    if (const char32_t code = code_point(sequence); needs_escape(code)) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(code));
      escaped = true;
    } else {
      if (sequence == "\"" || sequence == "\\") out += '\\';
      out += sequence;
    }
  }
  return escaped ? std::optional(out + "\"") : std::nullopt;
}

std::string in_single_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

std::string text_of(double value) {
  std::string text = fmt::format("{}", value);  // shortest that reads back
  const std::size_t exponent = text.find('e');
  if (text.find('.') == std::string::npos)
    text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  return text;
}

}  // namespace

std::string to_yaml_text(const nlohmann::ordered_json& value) {
  if (value.is_string()) return yaml_string(value.get_ref<const std::string&>());
  if (value.is_number_float()) return text_of(value.get<double>());
  if (!value.is_array()) return value.dump();
  std::string out = "[";
  for (const auto& item : value) out += (out.size() > 1 ? ", " : "") + to_yaml_text(item);
  return out + "]";
}

}  // namespace config

std::string yaml_string(const std::string& text) {
  if (config::may_stand_plain(text)) return text;
  const std::optional<std::string> escaped = config::with_escapes(text);
  return escaped ? *escaped : config::in_single_quotes(text);
}

}  // namespace nmf
