#include "nmf/text/term_counter.h"

#include <algorithm>
#include <array>

namespace nmf::detail {
namespace {

/// Such a term is dropped before the vocabulary is asked, but keeps its number there.
bool has_stop_words(const std::vector<std::string>& vocabulary, const TermTable& stop_words) {
  return stop_words.size() > 0 &&
         std::any_of(vocabulary.begin(), vocabulary.end(),
                     [&](const std::string& term) { return stop_words.find(term) >= 0; });
}

}  // namespace

TermCounter::TermCounter(const VectorizerOptions& options, const KnownWords& words)
    : words_(options.lowercase), fixed_(words.fixed != nullptr) {
  for (const std::string& word : words.stop_words) terms_.intern(word);
  const bool simple =
      takes_default_words(options) && !options.stemmer && options.ngram_range[1] == 1;
  if (!simple || (words.fixed != nullptr && has_stop_words(words.fixed->terms, terms_))) {
    terms_ = TermTable();
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
    return analyzer_->for_each_term(
        text, [this](std::string_view term) { add(terms_.key_of(term), term); });
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
    for (std::size_t i = 0; i < found; ++i) add(tokens[i].key, tokens[i].text);
  }
}

void TermCounter::add(const TermTable::Key& key, std::string_view term) {
  if (!fixed_)
    add(terms_.slot(key, term));
  else if (TermTable::Slot* slot = terms_.find(key, term))
    add(*slot);
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
