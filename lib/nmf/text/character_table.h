#pragma once

#include <array>
#include <cstdint>

namespace nmf::detail {

/// What the tokenizer asks of the characters of Unicode's first plane, looked up once in ICU.
struct CharacterTable {
  static constexpr std::uint32_t kSize = 0x10000;

  /// The lower case of a word character, Python's \w: letters, numbers and `_`; 0 for others.
  std::array<std::uint16_t, kSize> lower{};
  /// U+0130, whose lower case is two characters, and U+03A3, whose lower case depends on its place.
  static constexpr bool is_special(std::uint32_t character) {
    return character == 0x130 || character == 0x3A3;
  }
};

/// Made at the first call.
const CharacterTable& character_table();

}  // namespace nmf::detail
