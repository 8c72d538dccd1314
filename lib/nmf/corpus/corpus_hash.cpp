#include "nmf/corpus/corpus_hash.h"

#include <array>

namespace nmf {

void CorpusHash::add(std::string_view id, const Sha256Digest& digest) {
  std::array<char, 8> length{};
  for (unsigned i = 0; i < length.size(); ++i) {
    length[i] = static_cast<char>((static_cast<std::uint64_t>(id.size()) >> (8 * i)) & 0xFFU);
  }
  hash_.update({length.data(), length.size()});
  hash_.update(id);
  hash_.update({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace nmf
