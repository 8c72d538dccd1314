#include "nmf/text/term_counter.h"

#include <algorithm>
#include <array>

#include "nmf/text/stemmer.h"
#include "nmf/text/token_source.h"

namespace nmf::detail {

/// The stem of every token met so far: stemming costs more than a look-up.
class TermCounter::Stems {
 public:
  explicit Stems(const std::string& language) : stemmer_(language) {}

  std::string_view of(std::string_view token) {
    const TermTable::Slot& slot = tokens_.slot(token);
    if (static_cast<std::size_t>(slot.id) == stem_.size())
      stem_.push_back(stems_.intern(stemmer_(token)));
    return stems_.term(stem_[static_cast<std::size_t>(slot.id)]);
  }

 private:
  Stemmer stemmer_;
  TermTable tokens_, stems_;
  std::vector<std::int32_t> stem_;  // of each token
};

TermCounter::TermCounter(const VectorizerOptions& options, const KnownWords& words)
    : words_(options.lowercase),
      simple_(false),
      fixed_(words.fixed != nullptr),
      least_(static_cast<std::size_t>(options.ngram_range[0])),
      most_(static_cast<std::size_t>(options.ngram_range[1])) {
  const bool by_words = options.analyzer == Analyzer::word || options.analyzer == Analyzer::icu;
  const bool default_words = options.analyzer == Analyzer::word &&
                             options.token_pattern == kDefaultTokenPattern &&
                             options.strip_accents == StripAccents::none;
  if (!default_words) tokens_ = make_token_source(options);
  if (!by_words) least_ = most_ = 1;  // the tokens are whole terms
  if (options.stemmer) stems_ = std::make_unique<Stems>(*options.stemmer);
  simple_ = default_words && !stems_ && !fixed_ && most_ == 1;
  for (const std::string& word : words.stop_words) (simple_ ? terms_ : stops_).intern(word);
  reserved_ = terms_.size();
  if (!fixed_) return;
  for (const std::string& term : words.fixed->terms) terms_.intern(term);
}

TermCounter::~TermCounter() = default;
TermCounter::TermCounter(TermCounter&&) noexcept = default;

TokenTally TermCounter::count(std::string_view text, std::vector<TermCount>& counts) {
  counts_ = &counts;
  first_ = counts.size();
  ++row_;
  tally_ = {};
  if (simple_) {
    count_words(text);
  } else if (most_ == 1) {
    count_tokens(text);
  } else {
    count_ngrams(text);
  }
  return tally_;
}

void TermCounter::count_words(std::string_view text) {
  // A few tokens at once, so that the look-ups wait for memory together.
  struct Token {
    TermTable::Key key;
    std::string_view text;
  };
  std::array<Token, 16> tokens;
  words_.start(text);
  for (std::size_t found = tokens.size(); found == tokens.size();) {
    for (found = 0; found < tokens.size() && words_.next(tokens[found].text); ++found) {
      Token& token = tokens[found];
      token.key = token.text.size() <= Tokenizer::kPadding
                      ? terms_.key_of_padded(token.text.data(), token.text.size())
                      : terms_.key_of(token.text);
      terms_.prefetch(token.key);
    }
    tally_.tokens += static_cast<std::int64_t>(found);
    for (std::size_t i = 0; i < found; ++i) add(terms_.slot(tokens[i].key, tokens[i].text));
  }
}

void TermCounter::count_tokens(std::string_view text) {
  TokenSource& source = tokens_ ? *tokens_ : words_;
  source.start(text);
  for (std::string_view token; source.next(token);) {
    if (keep(token)) add(token);
  }
}

void TermCounter::count_ngrams(std::string_view text) {
  TokenSource& source = tokens_ ? *tokens_ : words_;
  kept_.clear();
  begin_.clear();
  end_.clear();
  source.start(text);
  for (std::string_view token; source.next(token);) {
    if (!keep(token)) continue;
    if (!begin_.empty()) kept_ += ' ';
    begin_.push_back(kept_.size());
    kept_ += token;
    end_.push_back(kept_.size());
  }
  const std::size_t tokens = begin_.size();
  for (std::size_t n = least_; n <= std::min(most_, tokens); ++n) {
    for (std::size_t i = 0; i + n <= tokens; ++i)
      add(std::string_view(kept_).substr(begin_[i], end_[i + n - 1] - begin_[i]));
  }
}

bool TermCounter::keep(std::string_view& token) {
  ++tally_.tokens;
  bool stop = stops_.find(token) >= 0;
  if (!stop && stems_) {
    token = stems_->of(token);
    stop = stops_.find(token) >= 0;
  }
  tally_.stop_tokens += stop ? 1 : 0;
  return !stop;
}

void TermCounter::add(std::string_view term) {
  if (fixed_ && terms_.find(term) < 0) return;
  add(terms_.slot(term));
}

void TermCounter::add(TermTable::Slot& slot) {
  if (slot.id < reserved_) {
    ++tally_.stop_tokens;
    return;
  }
  if (slot.note.row == row_) {
    ++(*counts_)[first_ + slot.note.entry].count;
    return;
  }
  slot.note = {row_, static_cast<std::uint32_t>(counts_->size() - first_)};
  counts_->push_back({slot.id, 1});
}

}  // namespace nmf::detail
