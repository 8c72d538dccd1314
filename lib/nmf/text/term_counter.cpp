#include "nmf/text/term_counter.h"

#include <array>

namespace nmf::detail {

TermCounter::TermCounter(const VectorizerOptions& options, const KnownWords& words)
    : words_(options.lowercase), fixed_(words.fixed != nullptr) {
  const bool simple =
      takes_default_words(options) && !options.stemmer && !fixed_ && options.ngram_range[1] == 1;
  if (simple) {
    for (const std::string& word : words.stop_words) terms_.intern(word);
  } else {
    analyzer_ = std::make_unique<TermAnalyzer>(options, words.stop_words);
  }
  reserved_ = terms_.size();
  if (words.fixed == nullptr) return;
  for (const std::string& term : words.fixed->terms) terms_.intern(term);
}

TokenTally TermCounter::count(std::string_view text, std::vector<TermCount>& counts) {
  counts_ = &counts;
  first_ = counts.size();
  ++row_;
  if (analyzer_)
    return analyzer_->for_each_term(text, [this](std::string_view term) { add(term); });
  tally_ = {};
  count_words(text);
  tally_.terms = tally_.tokens - tally_.stop_tokens;
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
