#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/text/options.h"
#include "nmf/text/term_analyzer.h"
#include "nmf/text/term_table.h"
#include "nmf/text/tokenizer.h"

namespace nmf::detail {

/// How often a term occurs in a document.
struct TermCount {
  std::int32_t term;
  std::int32_t count;
};

/// Words with which a count begins.
struct KnownWords {
  std::vector<std::string> stop_words;     ///< distinct
  const FixedVocabulary* fixed = nullptr;  ///< null: every term found is counted
};

/// Counts the terms of documents, one after the other; one for each thread.
///
/// Terms are numbered: `reserved()` stop words, which are no terms, then the fixed vocabulary or
/// whatever is found, by first appearance.
class TermCounter {
 public:
  /// Throws ConfigError as make_token_source.
  TermCounter(const VectorizerOptions& options, const KnownWords& words);

  /// Appends the counts of a document to `counts`, the terms by first appearance.
  TokenTally count(std::string_view text, std::vector<TermCount>& counts);

  [[nodiscard]] TermTable& terms() { return terms_; }
  [[nodiscard]] std::int32_t reserved() const { return reserved_; }

 private:
  void count_words(std::string_view text);
  void add(const TermTable::Key& key, std::string_view term);
  void add(TermTable::Slot& slot);

  // Null where every token is a term or a stop word: then one look-up in terms_ tells which.
  std::unique_ptr<TermAnalyzer> analyzer_;
  Tokenizer words_;  // without analyzer_
  TermTable terms_;
  std::int32_t reserved_ = 0;
  bool fixed_;  // nothing is added to terms_
  // The document that is being counted.
  std::vector<TermCount>* counts_ = nullptr;
  std::size_t first_ = 0;  // its first entry in *counts_
  std::uint32_t row_ = 0;  // its number, from 1
  TokenTally tally_;
};

}  // namespace nmf::detail
