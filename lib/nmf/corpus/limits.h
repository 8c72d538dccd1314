#pragma once

#include <cstdint>

namespace nmf {

/// One document, and one line of a file that is read line by line, is at most this long (64 MiB,
/// four hundred times the longest article of 20 Newsgroups). A hostile file then fails with a
/// message instead of eating the memory.
constexpr std::int64_t kMaxDocumentBytes = std::int64_t{64} << 20U;

}  // namespace nmf
