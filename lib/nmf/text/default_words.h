#pragma once

#include <string_view>

#include "nmf/text/preprocessor.h"
#include "nmf/text/token_source.h"
#include "nmf/text/tokenizer.h"

namespace nmf::detail {

/// The words of the default pattern: `Tokenizer`, behind accents where those are taken off.
class DefaultWords : public TokenSource {
 public:
  explicit DefaultWords(const VectorizerOptions& options)
      : accents_(options.strip_accents != StripAccents::none),
        preprocess_(options),
        tokenizer_(options.lowercase && !accents_) {}

  void start(std::string_view text) override {
    tokenizer_.start(accents_ ? preprocess_(text) : text);
  }
  bool next(std::string_view& token) override { return tokenizer_.next(token); }

 private:
  bool accents_;
  Preprocessor preprocess_;
  Tokenizer tokenizer_;
};

}  // namespace nmf::detail
