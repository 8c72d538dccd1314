#pragma once

#include <memory>
#include <string_view>

#include "nmf/text/preprocessor.h"
#include "nmf/text/token_source.h"

namespace nmf::detail {

/// Words by Unicode's boundaries (UAX 29, root locale) with ICU's dictionaries for scripts that do
/// not space them: segments with a letter, number, kana or ideograph, one character long too.
class IcuWords : public TokenSource {
 public:
  explicit IcuWords(const VectorizerOptions& options);
  ~IcuWords() override;

  /// Throws IoError beyond 2^31 - 1 bytes, ICU's limit.
  void start(std::string_view text) override;
  bool next(std::string_view& token) override;

 private:
  struct Iterator;

  Preprocessor preprocess_;
  std::unique_ptr<Iterator> iterator_;
  std::string_view text_;  // of the document, preprocessed
};

}  // namespace nmf::detail
