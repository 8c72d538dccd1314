#include "nmf/text/case_equivalents.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <map>
#include <stdexcept>
#include <string>

namespace nmf::detail {
namespace {

/// Every character that any change of case changes.
const icu::UnicodeSet& cased_characters() {
  UErrorCode status = U_ZERO_ERROR;
  const USet* set = u_getBinaryPropertySet(UCHAR_CHANGES_WHEN_CASEMAPPED, &status);
  if (U_FAILURE(status)) {
    throw std::runtime_error(fmt::format("ICU knows no case: {}", u_errorName(status)));
  }
  return *icu::UnicodeSet::fromUSet(set);
}

/// Lower-cased one to one, then upper-cased in full.
std::u16string folded(UChar32 character) {
  icu::UnicodeString text(u_tolower(character));
  text.toUpper(icu::Locale::getRoot());
  return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

}  // namespace

CaseEquivalents::CaseEquivalents(bool ascii) {
  std::map<std::u16string, std::vector<char32_t>> by_fold;
  if (ascii) {
    for (char16_t c = u'A'; c <= u'Z'; ++c) by_fold[{c}] = {c, static_cast<char32_t>(c + 0x20)};
  } else {
    const icu::UnicodeSet& cased = cased_characters();
    for (std::int32_t range = 0; range < cased.getRangeCount(); ++range) {
      for (UChar32 c = cased.getRangeStart(range); c <= cased.getRangeEnd(range); ++c) {
        by_fold[folded(c)].push_back(static_cast<char32_t>(c));
      }
    }
  }
  for (auto& [fold, characters] : by_fold) {
    if (characters.size() < 2) continue;
    for (const char32_t c : characters) set_of_[c] = sets_.size();
    sets_.push_back(std::move(characters));
  }
}

const std::vector<char32_t>* CaseEquivalents::of(char32_t character) const {
  const auto found = set_of_.find(character);
  return found == set_of_.end() ? nullptr : &sets_[found->second];
}

}  // namespace nmf::detail
