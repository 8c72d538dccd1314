#include "nmf/text/unicode.h"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <limits>
#include <stdexcept>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

constexpr std::uint32_t kWordCategories = U_GC_L_MASK | U_GC_N_MASK;

}  // namespace

// Offsets are size_t because a document may exceed ICU's int32_t.
std::int32_t next_code_point(std::string_view text, std::size_t& position) {
  UChar32 code_point = 0;
  // ICU's macro decodes byte by byte with implicit conversions.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
  U8_NEXT(text.data(), position, text.size(), code_point);
#pragma GCC diagnostic pop
  return code_point;
}

bool is_word(std::uint32_t code_point) {
  return code_point == '_' ||
         (U_GET_GC_MASK(static_cast<UChar32>(code_point)) & kWordCategories) != 0;
}

std::uint32_t lower_of(std::uint32_t code_point) {
  return static_cast<std::uint32_t>(u_tolower(static_cast<UChar32>(code_point)));
}

void to_lower(std::string_view text, std::string& lowered) {
  constexpr std::size_t kLimit = std::numeric_limits<std::int32_t>::max();
  if (text.size() > kLimit) {
    throw IoError(fmt::format(
        "a document of {} bytes with characters beyond ASCII: at most {} can be lower-cased; "
        "split it, or set vectorizer.lowercase to false",
        text.size(), kLimit));
  }
  lowered.clear();
  const auto size = static_cast<std::int32_t>(text.size());
  icu::StringByteSink<std::string> sink(&lowered, size);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(text.data(), size), sink, nullptr, status);
  if (U_FAILURE(status)) {
    throw std::runtime_error(fmt::format("ICU can't lower-case: {}", u_errorName(status)));
  }
}

namespace {

bool next_is_word(std::string_view text, std::size_t& position) {
  const std::int32_t code_point = next_code_point(text, position);
  return code_point >= 0 && is_word(static_cast<std::uint32_t>(code_point));
}

}  // namespace

std::string_view next_word(std::string_view text, std::size_t& position) {
  while (position < text.size()) {
    const std::size_t begin = position;
    if (!next_is_word(text, position)) continue;
    const std::size_t second = position;
    std::size_t end = position;
    while (end < text.size() && next_is_word(text, position)) end = position;
    if (end > second) return text.substr(begin, end - begin);
  }
  return {};
}

}  // namespace nmf::detail
