#pragma once

#include <cstdint>
#include <string>

#include "nmf/core/byte_stream.h"

namespace nmf {

/// Where no option says otherwise, one document, and one line of a file that is read line by line,
/// is at most this long (64 MiB, four hundred times the longest article of 20 Newsgroups). A
/// hostile file then fails with a message instead of eating the memory.
constexpr std::int64_t kMaxDocumentBytes = std::int64_t{64} << 20U;

namespace detail {

/// Replaces `text` by all bytes of a stream.
/// \param where  what errors begin with
/// Throws IoError past `max_document_bytes`, which names the option that raises the limit.
void read_document(ByteStream& stream, const std::string& where, std::int64_t max_document_bytes,
                   std::string& text);

}  // namespace detail
}  // namespace nmf
