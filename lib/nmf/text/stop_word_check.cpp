#include "nmf/text/stop_word_check.h"

#include <set>
#include <string_view>

#include "nmf/text/token_source.h"

namespace nmf::detail {

std::vector<std::string> inconsistent_stop_words(const std::vector<std::string>& stop_words,
                                                 const VectorizerOptions& options) {
  if (options.analyzer != Analyzer::word && options.analyzer != Analyzer::icu) return {};
  const std::set<std::string_view> known(stop_words.begin(), stop_words.end());
  std::set<std::string> unknown;
  const auto source = make_token_source(options);
  for (const std::string& word : stop_words) {
    source->start(word);
    for (std::string_view token; source->next(token);) {
      if (!known.contains(token)) unknown.emplace(token);
    }
  }
  return {unknown.begin(), unknown.end()};
}

}  // namespace nmf::detail
