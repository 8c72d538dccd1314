#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nmf/text/token_source.h"

namespace nmf::test {

/// Everything that `source` makes of `text`.
inline std::vector<std::string> token_list(detail::TokenSource& source, std::string_view text) {
  std::vector<std::string> tokens;
  source.start(text);
  for (std::string_view token; source.next(token);) tokens.emplace_back(token);
  return tokens;
}

inline std::vector<std::string> token_list(const VectorizerOptions& options,
                                           std::string_view text) {
  return token_list(*detail::make_token_source(options), text);
}

}  // namespace nmf::test
