#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace nmf {

enum class Norm { none, l1, l2 };

/// A number of documents (integer) or a share of all documents (double in [0, 1]).
using DocumentFrequency = std::variant<std::int64_t, double>;

/// As a configuration writes it: 2, 0.5, 1.0.
std::string to_string(const DocumentFrequency& value);

/// Text to TF-IDF, as scikit-learn's TfidfVectorizer: same names, meanings and defaults.
struct VectorizerOptions {
  bool lowercase = true;  ///< full Unicode lower-casing before tokenizing
  /// Terms that are left out: nothing, the built-in list "english", or the terms themselves.
  std::variant<std::monostate, std::string, std::vector<std::string>> stop_words;
  std::vector<std::string> extra_stop_words;   ///< left out in addition
  DocumentFrequency min_df = std::int64_t{1};  ///< terms in fewer documents are left out
  DocumentFrequency max_df = 1.0;              ///< terms in more documents are left out
  std::optional<std::int64_t> max_features;    ///< the most frequent terms kept; ties by term order
  bool binary = false;                         ///< counts above 1 become 1
  Norm norm = Norm::l2;                        ///< of each row, last
  bool use_idf = true;
  bool smooth_idf = true;     ///< idf = ln((1 + D) / (1 + df)) + 1, else ln(D / df) + 1
  bool sublinear_tf = false;  ///< tf becomes 1 + ln(tf)
};

/// Throws ConfigError that names the first option out of its range or in conflict with another.
void validate(const VectorizerOptions& options);

}  // namespace nmf
