#include "nmf/text/options.h"

#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"
#include "nmf/text/stemmer.h"
#include "nmf/text/token_source.h"

namespace nmf {
namespace {

void check_document_frequency(std::string_view key, const DocumentFrequency& value) {
  const auto* count = std::get_if<std::int64_t>(&value);
  const auto* share = std::get_if<double>(&value);
  if (count != nullptr ? *count >= 1 : *share >= 0.0 && *share <= 1.0) return;
  throw ConfigError(fmt::format(
      "{}: got {}, expected a number of documents, an integer >= 1, or a share of all documents, "
      "written with a decimal point, in [0.0, 1.0]",
      key, to_string(value)));
}

/// Two numbers of documents, or two shares, can be compared before a document is read; for one of
/// each see choose_columns.
void check_order(const VectorizerOptions& options) {
  if (options.min_df.index() != options.max_df.index() || options.max_df >= options.min_df) return;
  throw ConfigError(
      fmt::format("vectorizer.max_df: got {}, expected at least vectorizer.min_df, which is {}",
                  to_string(options.max_df), to_string(options.min_df)));
}

void check_words(std::string_view key, const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_valid_utf8(words[i])) continue;
    throw ConfigError(
        fmt::format("{}: word {} is not valid UTF-8; save the list as UTF-8", key, i + 1));
  }
}

void check_stop_words(const VectorizerOptions& options) {
  if (const auto* name = std::get_if<std::string>(&options.stop_words)) {
    if (*name == "english") return;
    throw ConfigError(fmt::format(
        "vectorizer.stop_words: got \"{}\", expected \"english\", a list of words or null", *name));
  }
  if (const auto* words = std::get_if<std::vector<std::string>>(&options.stop_words)) {
    check_words("vectorizer.stop_words", *words);
  }
}

void check_ngram_range(const VectorizerOptions& options) {
  const auto [least, most] = options.ngram_range;
  if (least >= 1 && least <= most) return;
  throw ConfigError(fmt::format(
      "vectorizer.ngram_range: got [{}, {}], expected two integers >= 1, the second not below the "
      "first",
      least, most));
}

/// What has a meaning only for some analyzers.
void check_analyzer(const VectorizerOptions& options) {
  const auto refuse = [](std::string_view key, std::string_view with) {
    throw ConfigError(fmt::format("{}: has no meaning with {}; leave it out", key, with));
  };
  if (options.token_pattern != kDefaultTokenPattern) {
    if (options.analyzer != Analyzer::word) {
      refuse("vectorizer.token_pattern", "an analyzer other than word");
    }
    detail::make_token_source(options);  // throws for a pattern that is none
  }
  const bool characters =
      options.analyzer == Analyzer::characters || options.analyzer == Analyzer::characters_in_words;
  constexpr std::string_view kCharacters = "the analyzers char and char_wb";
  if (options.stemmer) {
    if (characters) refuse("vectorizer.stemmer", kCharacters);
    const Stemmer checked(*options.stemmer);  // throws for an unknown language
  }
  if (!characters) return;
  if (!std::holds_alternative<std::monostate>(options.stop_words)) {
    refuse("vectorizer.stop_words", kCharacters);
  }
  if (!options.extra_stop_words.empty()) refuse("vectorizer.extra_stop_words", kCharacters);
}

void check_vocabulary(const VectorizerOptions& options) {
  if (!options.vocabulary) return;
  constexpr std::string_view kKey = "vectorizer.vocabulary";
  const std::vector<std::string>& terms = options.vocabulary->terms;
  if (terms.empty()) {
    throw ConfigError(fmt::format("{}: got no terms, expected at least one", kKey));
  }
  check_words(kKey, terms);
  std::unordered_map<std::string_view, std::size_t> seen;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto [first, added] = seen.emplace(terms[i], i);
    if (added) continue;
    throw ConfigError(fmt::format("{}: got {} as terms {} and {}, expected each once", kKey,
                                  quote(terms[i]), first->second + 1, i + 1));
  }
  const VectorizerOptions defaults;
  const auto refuse_pruning = [](std::string_view key) {
    throw ConfigError(fmt::format(
        "{}: has no meaning with vectorizer.vocabulary, all of whose terms are kept; leave it out",
        key));
  };
  if (options.min_df != defaults.min_df) refuse_pruning("vectorizer.min_df");
  if (options.max_df != defaults.max_df) refuse_pruning("vectorizer.max_df");
  if (options.max_features) refuse_pruning("vectorizer.max_features");
}

}  // namespace

std::string to_string(const DocumentFrequency& value) {
  if (const auto* count = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *count);
  return fmt::format("{:#}", std::get<double>(value));
}

void validate(const VectorizerOptions& options) {
  check_analyzer(options);
  check_ngram_range(options);
  check_stop_words(options);
  check_words("vectorizer.extra_stop_words", options.extra_stop_words);
  check_document_frequency("vectorizer.min_df", options.min_df);
  check_document_frequency("vectorizer.max_df", options.max_df);
  check_order(options);
  if (options.max_features && *options.max_features < 1) {
    throw ConfigError(
        fmt::format("vectorizer.max_features: got {}, expected an integer >= 1 or null",
                    *options.max_features));
  }
  check_vocabulary(options);
}

}  // namespace nmf
