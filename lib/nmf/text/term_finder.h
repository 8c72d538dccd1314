#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/text/options.h"
#include "nmf/text/term_analyzer.h"
#include "nmf/text/term_table.h"

namespace nmf::detail {

/// Where a term stands in a document.
struct TermPlace {
  std::int64_t position;  ///< from 0, among all terms of the document that are no stop words
  std::int32_t term;
};

/// Finds given terms in documents, one after the other; one for each thread.
class TermFinder {
 public:
  /// \param stop_words  distinct; they take no position
  /// \param terms       distinct; their numbers are their places here. A stop word is never found.
  /// Throws ConfigError as make_token_source.
  TermFinder(const VectorizerOptions& options, const std::vector<std::string>& stop_words,
             const std::vector<std::string>& terms);

  /// Puts the places of the terms into `places`, by rising position; how many terms of any kind
  /// the document has, stop words left out.
  std::int64_t find(std::string_view text, std::vector<TermPlace>& places);

 private:
  TermAnalyzer analyzer_;
  TermTable terms_;
};

}  // namespace nmf::detail
