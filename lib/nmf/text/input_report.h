#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nmf {

/// What became of the documents of a corpus.
struct DocumentReport {
  std::int64_t documents = 0;           ///< read; each is a row of X, whatever is said of it below
  bool has_text = true;                 ///< false: the corpus came as a matrix
  std::int64_t bytes = 0;               ///< of their texts, UTF-8
  std::int64_t longest = 0;             ///< bytes of the longest
  std::int64_t tokens = 0;              ///< in all
  std::int64_t stop_tokens = 0;         ///< of these, left out as stop words
  std::int64_t empty = 0;               ///< documents without a token
  std::int64_t only_stop_words = 0;     ///< documents whose tokens are all stop words
  std::int64_t duplicates = 0;          ///< documents whose text is that of an earlier one
  std::int64_t damaged = 0;             ///< documents with bytes replaced or left out
  std::vector<std::string> damaged_at;  ///< where the first of these came from, at most kMostNamed
  static constexpr std::size_t kMostNamed = 10;
};

/// What became of the terms.
struct VocabularyReport {
  std::int64_t found = 0;         ///< distinct terms that are no stop words, before pruning
  std::int64_t below_min_df = 0;  ///< left out
  std::int64_t above_max_df = 0;
  std::int64_t beyond_max_features = 0;
  std::int64_t kept = 0;
};

/// What reading a corpus found, for a person to judge whether it is what was meant.
struct InputReport {
  DocumentReport documents;
  VocabularyReport vocabulary;
  std::vector<std::string> warnings;  ///< whole sentences with the remedy
};

}  // namespace nmf
