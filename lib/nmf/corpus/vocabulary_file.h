#pragma once

#include <string>
#include <vector>

#include "nmf/core/byte_stream.h"

namespace nmf {

/// The terms of a vocabulary file, plain or compressed: term j on line j (from 0), UTF-8.
///
/// `\\`, `\t`, `\n` and `\r`, as our own vocabulary.txt has them, become the character they stand
/// for; any other backslash is one. Line ends may be `\r\n`; a byte-order mark is left out.
/// Throws IoError (`PATH:LINE: ...`): unreadable, not UTF-8, an empty line, a term that comes
/// twice, no term at all, more than 2147483647 terms.
std::vector<std::string> read_vocabulary(const std::string& path);

/// The same from a stream. \param where  what errors begin with, a path
std::vector<std::string> read_vocabulary(const std::string& where, ByteStream& stream);

}  // namespace nmf
