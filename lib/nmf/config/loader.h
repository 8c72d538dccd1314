#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/config/config.h"
#include "nmf/config/schema.h"
#include "nmf/config/value.h"

namespace nmf::config {

/// Builds a Config from sources, each of which overrules those before it.
class Loader {
 public:
  /// One file; first, and at most once. Throws ConfigError.
  void read_file(const std::string& path);
  /// The same from its text. \param path  names it in errors; relative paths start from its folder
  void read_text(const std::string& path, std::string_view text);
  /// Throws ConfigError.
  void read_override(const Override& override);
  /// Checks what only the whole shows: keys that are missing, keys without meaning, what a file of
  /// factors says of the number of components.
  /// Throws ConfigError.
  Config finish(Purpose purpose);

 private:
  /// Who gave a value of a key: how an error message begins, and where relative paths start.
  struct Source {
    std::string where;
    std::filesystem::path base;
    bool is_file;
  };

  void read_sections(const Value& root);
  void read_section(const std::string& section, const Value& value);
  void set(const Key& key, const Value& value, const Source& source);
  void check_once(const std::string& name, const Value& key);
  [[nodiscard]] std::string read_name(const Value& key, const std::string& prefix) const;
  [[nodiscard]] std::string in_file(Position at, const std::string& name) const;
  [[nodiscard]] std::string where_missing(const Key& key) const;
  void take_components_of_file();

  Config config_;
  std::string file_;                          // as the caller named it; empty: none
  std::map<std::string, Position> seen_;      // sections and dotted keys in the file
  std::map<std::string, std::string> given_;  // dotted key -> where
};

}  // namespace nmf::config
