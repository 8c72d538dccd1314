#pragma once

#include <algorithm>
#include <cstddef>
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

/// Whether tokens are words by the default pattern, as Tokenizer finds them.
bool takes_default_words(const VectorizerOptions& options);

/// What became of a document's tokens.
struct TokenTally {
  std::int64_t tokens = 0;       ///< all of them
  std::int64_t stop_tokens = 0;  ///< left out because they are stop words
  std::int64_t terms = 0;        ///< what the others make
};

/// Takes documents apart into terms, one after the other, as scikit-learn's build_analyzer: tokens,
/// no stop words, stems, n-grams, and in its order: all terms of one token, then all of two, and
/// so on. Not for two threads at once.
class TermAnalyzer {
 public:
  /// \param stop_words  distinct
  /// Throws ConfigError as make_token_source.
  TermAnalyzer(const VectorizerOptions& options, const std::vector<std::string>& stop_words);
  ~TermAnalyzer();
  TermAnalyzer(TermAnalyzer&&) noexcept;
  TermAnalyzer& operator=(TermAnalyzer&&) = delete;

  /// Calls `take(term)` for every term of a document; the view is valid during the call.
  template <typename Take>
  TokenTally for_each_term(std::string_view text, const Take& take) {
    return tokens_ ? analyze(*tokens_, text, take) : analyze(words_, text, take);
  }

 private:
  class Stems;

  template <typename Source, typename Take>
  TokenTally analyze(Source& source, std::string_view text, const Take& take) {
    tally_ = {};
    source.start(text);
    if (most_ > 1) {
      take_ngrams(source, take);
      return tally_;
    }
    for (std::string_view token; source.next(token);) {
      if (keep(token)) take(token);
    }
    tally_.terms = tally_.tokens - tally_.stop_tokens;
    return tally_;
  }

  template <typename Source, typename Take>
  void take_ngrams(Source& source, const Take& take) {
    kept_.clear();
    begin_.clear();
    end_.clear();
    for (std::string_view token; source.next(token);) {
      if (!keep(token)) continue;
      if (!begin_.empty()) kept_ += ' ';
      begin_.push_back(kept_.size());
      kept_ += token;
      end_.push_back(kept_.size());
    }
    const std::size_t tokens = begin_.size();
    for (std::size_t n = least_; n <= std::min(most_, tokens); ++n) {
      tally_.terms += static_cast<std::int64_t>(tokens + 1 - n);
      for (std::size_t i = 0; i + n <= tokens; ++i)
        take(std::string_view(kept_).substr(begin_[i], end_[i + n - 1] - begin_[i]));
    }
  }

  /// Turns a token into a part of a term; false for a stop word.
  bool keep(std::string_view& token);

  Tokenizer words_;                      // the default pattern's, without a virtual call a token
  std::unique_ptr<TokenSource> tokens_;  // any other's; null: words_
  std::unique_ptr<Stems> stems_;         // null: tokens stay as they are
  TermTable stops_;
  std::size_t least_, most_;              // tokens in a term
  std::string kept_;                      // n-grams: the document's tokens, a blank between two
  std::vector<std::size_t> begin_, end_;  // of each token in kept_
  TokenTally tally_;                      // of the document at hand
};

}  // namespace nmf::detail
