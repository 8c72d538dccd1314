#pragma once

#include <string>
#include <string_view>

#include "nmf/corpus/document.h"
#include "nmf/text/options.h"

namespace nmf::detail {

/// What happens to a document before the analyzer: lower-casing, then accents.
///
/// Whatever comes, what leaves is UTF-8: bytes that are none become U+FFFD. Not for two threads at
/// once.
class Preprocessor {
 public:
  explicit Preprocessor(const VectorizerOptions& options)
      : lowercase_(options.lowercase), accents_(options.strip_accents) {}

  /// Valid until the next call, as long as `text` is.
  /// Throws IoError beyond 2^31 - 1 bytes where ICU has to lower-case.
  std::string_view operator()(std::string_view text);

 private:
  bool lowercase_;
  StripAccents accents_;
  Document copy_;        // only of a text that is not UTF-8
  std::string lowered_;  // kept from document to document
  std::string stripped_;
};

}  // namespace nmf::detail
