#include "nmf/text/term_analyzer.h"

#include "nmf/text/stemmer.h"

namespace nmf::detail {

/// The stem of every token met so far: stemming costs more than a look-up.
class TermAnalyzer::Stems {
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

bool takes_default_words(const VectorizerOptions& options) {
  return options.analyzer == Analyzer::word && options.token_pattern == kDefaultTokenPattern &&
         options.strip_accents == StripAccents::none;
}

TermAnalyzer::TermAnalyzer(const VectorizerOptions& options,
                           const std::vector<std::string>& stop_words)
    : words_(options.lowercase),
      least_(static_cast<std::size_t>(options.ngram_range[0])),
      most_(static_cast<std::size_t>(options.ngram_range[1])) {
  const bool by_words = options.analyzer == Analyzer::word || options.analyzer == Analyzer::icu;
  if (!takes_default_words(options)) tokens_ = make_token_source(options);
  if (!by_words) least_ = most_ = 1;  // the tokens are whole terms
  if (options.stemmer) stems_ = std::make_unique<Stems>(*options.stemmer);
  for (const std::string& word : stop_words) stops_.intern(word);
}

TermAnalyzer::~TermAnalyzer() = default;
TermAnalyzer::TermAnalyzer(TermAnalyzer&&) noexcept = default;

bool TermAnalyzer::keep(std::string_view& token) {
  ++tally_.tokens;
  bool stop = stops_.find(token) >= 0;
  if (!stop && stems_) {
    token = stems_->of(token);
    stop = stops_.find(token) >= 0;
  }
  tally_.stop_tokens += stop ? 1 : 0;
  return !stop;
}

}  // namespace nmf::detail
