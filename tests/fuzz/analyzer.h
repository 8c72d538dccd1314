#pragma once

#include "nmf/text/options.h"
#include "tests/fuzz/fuzz.h"

namespace nmf::fuzz {

/// What happens to a text before and in its split into tokens.
inline void choose_analyzer(Input& input, VectorizerOptions& options) {
  options.lowercase = !input.flip();
  options.strip_accents = static_cast<StripAccents>(input.choose(3));
  options.analyzer = static_cast<Analyzer>(input.choose(4));
  options.ngram_range[0] = 1 + input.choose(4);
  options.ngram_range[1] = options.ngram_range[0] + input.choose(4);
}

}  // namespace nmf::fuzz
