#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/text/options.h"
#include "nmf/text/term_table.h"
#include "nmf/text/token_source.h"
#include "nmf/text/tokenizer.h"

namespace nmf::detail {

/// How often a term occurs in a document.
struct TermCount {
  std::int32_t term;
  std::int32_t count;
};

/// What became of a document's tokens.
struct TokenTally {
  std::int64_t tokens = 0;       ///< all of them
  std::int64_t stop_tokens = 0;  ///< left out because they are stop words
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
  ~TermCounter();
  TermCounter(TermCounter&&) noexcept;
  TermCounter& operator=(TermCounter&&) = delete;

  /// Appends the counts of a document to `counts`, the terms by first appearance.
  TokenTally count(std::string_view text, std::vector<TermCount>& counts);

  [[nodiscard]] TermTable& terms() { return terms_; }
  [[nodiscard]] std::int32_t reserved() const { return reserved_; }

 private:
  class Stems;
  void begin_document(std::vector<TermCount>& counts);
  void count_words(std::string_view text);
  void count_tokens(std::string_view text);
  void count_ngrams(std::string_view text);
  /// Turns a token into a part of a term; false for a stop word.
  bool keep(std::string_view& token);
  void add(std::string_view term);
  void add(TermTable::Slot& slot);

  Tokenizer words_;                      // the default pattern's, without a virtual call a token
  std::unique_ptr<TokenSource> tokens_;  // any other's; null: words_
  std::unique_ptr<Stems> stems_;         // null: tokens stay as they are
  TermTable terms_;
  // Where every token is a term or a stop word, one look-up in terms_ tells which; else stops_.
  bool simple_;
  std::int32_t reserved_ = 0;
  TermTable stops_;
  bool fixed_;                            // nothing is added to terms_
  std::size_t least_, most_;              // tokens in a term
  std::string kept_;                      // n-grams: the document's tokens, a blank between two
  std::vector<std::size_t> begin_, end_;  // of each token in kept_
  // The document that is being counted.
  std::vector<TermCount>* counts_ = nullptr;
  std::size_t first_ = 0;  // its first entry in *counts_
  std::uint32_t row_ = 0;  // its number, from 1
  TokenTally tally_;
};

}  // namespace nmf::detail
