#pragma once

#include <string>
#include <string_view>

#include "nmf/text/options.h"

namespace nmf::detail {

/// Takes accents off UTF-8 into `stripped`: unicode decomposes (NFKD) and drops combining marks,
/// ascii decomposes and drops all that is not ASCII; none copies.
///
/// \param text  valid UTF-8
/// Source: scikit-learn, strip_accents_unicode and strip_accents_ascii.
void strip_accents(std::string_view text, StripAccents how, std::string& stripped);

}  // namespace nmf::detail
