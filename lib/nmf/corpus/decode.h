#pragma once

#include <string>
#include <string_view>

#include "nmf/corpus/options.h"

namespace nmf {

/// The text of a file's bytes as UTF-8, equal to Python's `bytes.decode(encoding, errors)`, but for
/// a UTF-8 byte-order mark at the start, which is left out (utf_8 only).
///
/// `replace` puts one U+FFFD in place of each maximal part of a damaged sequence; surrogates,
/// overlong forms and code points above U+10FFFF count as damage. In latin_1 every byte is text.
/// \param where  what an error begins with: the file, for a member of an archive both
/// Throws IoError in mode `strict` that names the byte, its offset in the file and the remedy.
std::string decode(std::string bytes, TextEncoding encoding, DecodeError errors,
                   const std::string& where);

/// `text` without a UTF-8 byte-order mark at its start.
std::string_view without_bom(std::string_view text);

}  // namespace nmf
