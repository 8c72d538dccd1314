#include "nmf/corpus/corpus_hash.h"

namespace nmf {

void CorpusHash::add(std::string_view id, const Sha256Digest& digest) {
  constexpr std::size_t kFlushAt = std::size_t{1} << 14U;
  const std::uint64_t length = id.size();
  for (unsigned i = 0; i < sizeof length; ++i)
    pending_ += static_cast<char>(length >> (8 * i) & 0xFFU);
  pending_ += id;
  pending_.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  if (pending_.size() >= kFlushAt) flush();
}

std::string CorpusHash::hex() {
  flush();
  return hash_.hex();
}

void CorpusHash::flush() {
  hash_.update(pending_);
  pending_.clear();
}

}  // namespace nmf
