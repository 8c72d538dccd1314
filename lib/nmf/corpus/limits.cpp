#include "nmf/corpus/limits.h"

#include <fmt/format.h>

#include <algorithm>

#include "nmf/core/error.h"

namespace nmf::detail {

void read_document(ByteStream& stream, const std::string& where, std::int64_t max_document_bytes,
                   std::string& text) {
  constexpr std::size_t kChunk = 65536;
  const auto limit = static_cast<std::size_t>(std::max<std::int64_t>(max_document_bytes, 0));
  for (std::size_t size = 0;;) {
    // Room for one byte past the limit, so that the end and the excess can be told apart.
    const std::size_t step = std::min(std::max(kChunk, size), limit + 1 - size);
    text.resize(size + step);
    const std::size_t count = stream.read({text.data() + size, step});
    size += count;
    if (size > limit) {
      throw IoError(fmt::format(
          "{}: is larger than {} bytes; refused; raise corpus.max_document_bytes to read it", where,
          max_document_bytes));
    }
    if (count == step) continue;
    text.resize(size);
    return;
  }
}

}  // namespace nmf::detail
