#include "nmf/text/character_table.h"

#include <memory>

#include "nmf/text/unicode.h"

namespace nmf::detail {
namespace {

std::unique_ptr<const CharacterTable> make_table() {
  auto table = std::make_unique<CharacterTable>();
  for (std::uint32_t c = 0; c < CharacterTable::kSize; ++c) {
    if (is_word(c)) table->lower[c] = static_cast<std::uint16_t>(lower_of(c));
  }
  return table;
}

}  // namespace

const CharacterTable& character_table() {
  static const std::unique_ptr<const CharacterTable> table = make_table();
  return *table;
}

}  // namespace nmf::detail
