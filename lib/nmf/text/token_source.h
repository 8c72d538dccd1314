#pragma once

#include <memory>
#include <string_view>

#include "nmf/text/options.h"

namespace nmf::detail {

/// Splits texts into tokens, one document after the other. Not for two threads at once.
class TokenSource {
 public:
  virtual ~TokenSource() = default;

  /// Begins a document; `text` must outlive the reading of its tokens.
  virtual void start(std::string_view text) = 0;

  /// Moves to the next token; false at the end. The view is valid until the next call.
  virtual bool next(std::string_view& token) = 0;
};

/// What `options` ask for: lower-casing and accents first, then the analyzer. Tokens of the
/// character analyzers are whole terms; those of the others still become n-grams.
/// Throws ConfigError for a token_pattern that is none.
std::unique_ptr<TokenSource> make_token_source(const VectorizerOptions& options);

}  // namespace nmf::detail
