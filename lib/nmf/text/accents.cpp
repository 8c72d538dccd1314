#include "nmf/text/accents.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <stdexcept>

#include "nmf/core/utf8.h"
#include "nmf/text/code_points.h"

namespace nmf::detail {
namespace {

const icu::Normalizer2& nfkd() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) {
    throw std::runtime_error(fmt::format("ICU has no NFKD: {}", u_errorName(status)));
  }
  return *normalizer;
}

/// Appends what is left of a decomposition.
void append_kept(const icu::Normalizer2& normalizer, const icu::UnicodeString& decomposition,
                 StripAccents how, std::string& out) {
  for (std::int32_t i = 0; i < decomposition.length();) {
    const UChar32 part = decomposition.char32At(i);
    i += U16_LENGTH(part);
    if (how == StripAccents::ascii ? part < 0x80 : normalizer.getCombiningClass(part) == 0) {
      append_utf8(static_cast<char32_t>(part), out);
    }
  }
}

}  // namespace

// NFKD decomposes each code point for itself and then sorts marks among their like. Marks are what
// is dropped, so no sorting is needed, which takes quadratic time for a hostile run of marks.
void strip_accents(std::string_view text, StripAccents how, std::string& stripped) {
  stripped.clear();
  if (how == StripAccents::none) {
    stripped = text;
    return;
  }
  const icu::Normalizer2& normalizer = nfkd();
  icu::UnicodeString decomposition;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t plain = ascii_length(text.substr(at));
    stripped.append(text, at, plain);
    at += plain;
    if (at == text.size()) break;
    const std::size_t begin = at;
    const auto code_point = static_cast<UChar32>(code_point_at(text, at));
    if (normalizer.getDecomposition(code_point, decomposition)) {
      append_kept(normalizer, decomposition, how, stripped);
    } else if (how == StripAccents::unicode && normalizer.getCombiningClass(code_point) == 0) {
      stripped.append(text, begin, at - begin);
    }
  }
}

}  // namespace nmf::detail
