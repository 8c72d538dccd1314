#pragma once

#include <string_view>

#include "nmf/corpus/document.h"
#include "nmf/corpus/options.h"

namespace nmf {

/// Makes UTF-8 of a document's bytes, in place: equal to Python's `bytes.decode(encoding, errors)`.
///
/// `replace` puts one U+FFFD in place of each maximal part of a damaged sequence; surrogates,
/// overlong forms and code points above U+10FFFF count as damage. In latin_1 every byte is text.
/// Throws IoError in mode `strict` that begins with `document.where` and names the byte, its offset
/// and the remedy.
void decode(Document& document, TextEncoding encoding, DecodeError errors);

/// The same for a whole file, where a UTF-8 byte-order mark at the start is no text (utf_8 only).
void decode_file(Document& document, TextEncoding encoding, DecodeError errors);

/// `text` without a UTF-8 byte-order mark at its start.
std::string_view without_bom(std::string_view text);

}  // namespace nmf
