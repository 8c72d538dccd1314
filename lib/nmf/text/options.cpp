#include "nmf/text/options.h"

#include <fmt/format.h>

#include <string_view>

#include "nmf/core/error.h"
#include "nmf/text/unicode.h"

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
    if (detail::is_valid_utf8(words[i])) continue;
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

}  // namespace

std::string to_string(const DocumentFrequency& value) {
  if (const auto* count = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *count);
  return fmt::format("{:#}", std::get<double>(value));
}

void validate(const VectorizerOptions& options) {
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
}

}  // namespace nmf
