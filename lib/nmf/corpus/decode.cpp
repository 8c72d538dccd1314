#include "nmf/corpus/decode.h"

#include <fmt/format.h>

#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/utf8.h"

namespace nmf {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// \param start  where the text begins
void decode_utf8(Document& document, std::size_t start, DecodeError errors) {
  if (is_valid_utf8(std::string_view(document.text).substr(start))) {
    document.text.erase(0, start);
    return;
  }
  const std::string_view all = document.text;
  std::string text;
  for (std::size_t at = start;;) {
    const std::size_t damage = at + valid_utf8_length(all.substr(at));
    text += all.substr(at, damage - at);
    if (damage == all.size()) break;
    if (errors == DecodeError::strict) {
      throw IoError(
          fmt::format("{}: byte 0x{:02X} at offset {} is not UTF-8; set corpus.encoding: "
                      "latin-1 or corpus.decode_error: replace",
                      document.where, static_cast<unsigned char>(all[damage]), damage));
    }
    document.damaged = true;
    if (errors == DecodeError::replace) text += kReplacement;
    at = damage + utf8_sequence_at(all.substr(damage)).length;
  }
  document.text = std::move(text);
}

std::string decode_latin1(std::string bytes) {
  const std::size_t plain = ascii_length(bytes);
  if (plain == bytes.size()) return bytes;
  std::string text = bytes.substr(0, plain);
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : std::string_view(bytes).substr(plain)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (byte >> 6U));
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

}  // namespace

std::string_view without_bom(std::string_view text) {
  return text.starts_with(kBom) ? text.substr(kBom.size()) : text;
}

void decode(Document& document, TextEncoding encoding, DecodeError errors) {
  switch (encoding) {
    case TextEncoding::utf_8:
      return decode_utf8(document, 0, errors);
    case TextEncoding::latin_1:
      document.text = decode_latin1(std::move(document.text));
      return;
  }
}

void decode_file(Document& document, TextEncoding encoding, DecodeError errors) {
  if (encoding != TextEncoding::utf_8) return decode(document, encoding, errors);
  const std::size_t bom = document.text.size() - without_bom(document.text).size();
  decode_utf8(document, bom, errors);
}

}  // namespace nmf
