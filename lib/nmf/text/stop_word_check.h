#pragma once

#include <string>
#include <vector>

#include "nmf/text/options.h"

namespace nmf::detail {

/// The tokens that `options` make of the stop words themselves and that are no stop words: such a
/// list does not leave out what it seems to (don't becomes don, which is not in the list). Each
/// once, in code-point order; none for the character analyzers, which know no stop words.
/// Source: scikit-learn, _check_stop_words_consistency.
std::vector<std::string> inconsistent_stop_words(const std::vector<std::string>& stop_words,
                                                 const VectorizerOptions& options);

}  // namespace nmf::detail
