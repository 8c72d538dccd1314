#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nmf::config {

/// Place in a text, both from 1; columns count characters, not bytes.
struct Position {
  int line = 1;
  int column = 1;
};

struct Value;
/// Shared, because an alias in the text is the very node its anchor names: aliases of aliases
/// cannot make the tree larger than the text.
using ValuePtr = std::shared_ptr<const Value>;

/// One entry of a map, as written: keys may repeat and may be no scalars.
struct Entry {
  ValuePtr key;
  ValuePtr value;
};

/// A node of a YAML document, with its place and the form in which it was written.
struct Value {
  enum class Kind { null, plain, quoted, list, map };

  Kind kind = Kind::null;
  Position position;
  std::string text;             ///< plain, quoted
  std::vector<ValuePtr> items;  ///< list
  std::vector<Entry> entries;   ///< map
  int height = 0;               ///< containers above the deepest scalar: 0 for a scalar

  [[nodiscard]] bool is_null() const { return kind == Kind::null; }
  [[nodiscard]] bool is_text() const { return kind == Kind::plain || kind == Kind::quoted; }
};

/// The value as an error message shows it, on one line and never long.
std::string shown(const Value& value);
/// The same for text without quotes: as it is if it is short and harmless, else as nmf::quote.
std::string shown(std::string_view text);

}  // namespace nmf::config
