#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/text/options.h"

namespace nmf {

/// scikit-learn's 318 English stop words, sorted.
std::span<const std::string_view> english_stop_words();

/// Every word that `stop_words` and `extra_stop_words` name, once each, in code-point order. Tokens
/// are compared with them as given: an upper-case word never meets a lower-cased token.
std::vector<std::string> resolve_stop_words(const VectorizerOptions& options);

}  // namespace nmf
