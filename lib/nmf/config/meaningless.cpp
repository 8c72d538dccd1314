#include "nmf/config/meaningless.h"

#include <fmt/format.h>

#include "nmf/config/enum_names.h"
#include "nmf/config/schema.h"
#include "nmf/core/error.h"

namespace nmf {
namespace config {
namespace {

std::string with_format(CorpusFormat format, std::string_view why) {
  return fmt::format("has no meaning with corpus.format {}, {}; leave it out", name_of(format),
                     why);
}

}  // namespace

std::optional<std::string> unless_newsgroups(const Config& /*config*/, CorpusFormat format) {
  if (format != CorpusFormat::ldac) return std::nullopt;
  return with_format(format, "only with newsgroups");
}

std::optional<std::string> unless_text(const Config& /*config*/, CorpusFormat format) {
  if (format != CorpusFormat::ldac) return std::nullopt;
  return with_format(format, "which holds word counts and no text");
}

std::optional<std::string> unless_counts(const Config& /*config*/, CorpusFormat format) {
  if (format != CorpusFormat::newsgroups) return std::nullopt;
  return with_format(format, "only with ldac");
}

std::optional<std::string> unless_idf(const Config& config, CorpusFormat /*format*/) {
  if (config.vectorizer.use_idf) return std::nullopt;
  return "has no meaning with vectorizer.use_idf false; leave it out or set use_idf to true";
}

}  // namespace config

void check_format_conflicts(const Config& config, CorpusFormat resolved) {
  for (std::size_t i = 0; i < config.given.size(); ++i) {
    const config::Key* key = config::find_key(config.given[i]);
    if (key == nullptr || key->meaningless == nullptr) continue;
    if (const std::optional<std::string> why = key->meaningless(config, resolved)) {
      const bool known = i < config.given_at.size();
      throw ConfigError(fmt::format("{}: {}", known ? config.given_at[i] : config.given[i], *why));
    }
  }
}

}  // namespace nmf
