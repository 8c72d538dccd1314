#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "nmf/config/value.h"

namespace nmf::config {

/// A text that is no YAML, or YAML that a configuration must not hold.
class YamlFault : public std::runtime_error {
 public:
  YamlFault(Position position, const std::string& message)
      : std::runtime_error(message), position_(position) {}
  [[nodiscard]] Position position() const { return position_; }

 private:
  Position position_;
};

/// Reads one YAML document; a text with none is null.
///
/// Keeps what a parser usually drops: places, quotes, repeated keys. Refuses bytes that are no
/// UTF-8, control characters, a second document, tags, and nesting deeper than a configuration
/// can use. Time and memory are linear in the text, aliases included.
/// Throws YamlFault.
ValuePtr parse_yaml(std::string_view text);

}  // namespace nmf::config
