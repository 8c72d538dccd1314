#include "nmf/core/term_escape.h"

#include <array>

namespace nmf {
namespace {

struct Escape {
  char plain;
  char letter;  // what follows the backslash
};
constexpr std::array<Escape, 4> kEscapes = {{{'\\', '\\'}, {'\t', 't'}, {'\n', 'n'}, {'\r', 'r'}}};

}  // namespace

std::string escape_term(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    char letter = '\0';
    for (const Escape& escape : kEscapes) {
      if (c == escape.plain) letter = escape.letter;
    }
    if (letter != '\0') escaped += '\\';
    escaped += letter != '\0' ? letter : c;
  }
  return escaped;
}

std::optional<std::string> unescape_term(std::string_view escaped) {
  std::string text;
  text.reserve(escaped.size());
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] != '\\') {
      text += escaped[i];
      continue;
    }
    if (++i == escaped.size()) return std::nullopt;
    bool known = false;
    for (const Escape& escape : kEscapes) {
      if (escaped[i] != escape.letter) continue;
      text += escape.plain;
      known = true;
    }
    if (!known) return std::nullopt;
  }
  return text;
}

}  // namespace nmf
