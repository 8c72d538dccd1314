#include "nmf/corpus/corpus_hash.h"

#include <array>

namespace nmf {

void CorpusHash::add_part(std::string_view part) {
  std::array<char, 8> length{};
  for (unsigned i = 0; i < length.size(); ++i) {
    length[i] = static_cast<char>((static_cast<std::uint64_t>(part.size()) >> (8 * i)) & 0xFFU);
  }
  hash_.update({length.data(), length.size()});
  hash_.update(part);
}

void CorpusHash::add(std::string_view id, std::string_view bytes) {
  add_part(id);
  add_part(bytes);
}

}  // namespace nmf
