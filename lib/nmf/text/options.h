#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace nmf {

enum class StripAccents { none, ascii, unicode };
enum class Analyzer { word, characters, characters_in_words, icu };
enum class Norm { none, l1, l2 };

/// The terms that make the columns, in this order; all others are left out.
struct FixedVocabulary {
  std::string path;                ///< where they came from, for the record; may be empty
  std::vector<std::string> terms;  ///< distinct, at least one
};

/// scikit-learn's default: two or more letters, numbers or underscores.
inline constexpr const char* kDefaultTokenPattern = R"((?u)\b\w\w+\b)";

/// A number of documents (integer) or a share of all documents (double in [0, 1]).
using DocumentFrequency = std::variant<std::int64_t, double>;

/// As a configuration writes it: 2, 0.5, 1.0.
std::string to_string(const DocumentFrequency& value);

/// Text to TF-IDF, as scikit-learn's TfidfVectorizer: same names, meanings and defaults.
struct VectorizerOptions {
  bool lowercase = true;  ///< full Unicode lower-casing before tokenizing
  /// What happens to accents after lower-casing. unicode: NFKD without combining marks; ascii: NFKD
  /// without anything beyond ASCII.
  StripAccents strip_accents = StripAccents::none;
  /// What a term is made of: words by token_pattern, runs of characters, runs of characters inside
  /// words padded with blanks, or words by Unicode's word boundaries with ICU's dictionaries.
  Analyzer analyzer = Analyzer::word;
  /// word: what a token is, in Python's syntax; one capturing group at most, which then is the
  /// token.
  std::string token_pattern = kDefaultTokenPattern;
  /// Tokens (characters) in a term, least and most.
  std::array<std::int64_t, 2> ngram_range = {1, 1};
  /// word, icu: language of the Snowball stemmer that tokens go through after the stop words; none:
  /// tokens stay as they are.
  std::optional<std::string> stemmer;
  /// Terms that are left out: nothing, the built-in list "english", or the terms themselves.
  std::variant<std::monostate, std::string, std::vector<std::string>> stop_words;
  std::vector<std::string> extra_stop_words;   ///< left out in addition
  DocumentFrequency min_df = std::int64_t{1};  ///< terms in fewer documents are left out
  DocumentFrequency max_df = 1.0;              ///< terms in more documents are left out
  std::optional<std::int64_t> max_features;    ///< the most frequent terms kept; ties by term order
  std::optional<FixedVocabulary> vocabulary;   ///< none: the terms found
  bool binary = false;                         ///< counts above 1 become 1
  Norm norm = Norm::l2;                        ///< of each row, last
  bool use_idf = true;
  bool smooth_idf = true;     ///< idf = ln((1 + D) / (1 + df)) + 1, else ln(D / df) + 1
  bool sublinear_tf = false;  ///< tf becomes 1 + ln(tf)
};

/// Throws ConfigError that names the first option out of its range or in conflict with another.
void validate(const VectorizerOptions& options);

}  // namespace nmf
