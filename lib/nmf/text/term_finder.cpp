#include "nmf/text/term_finder.h"

namespace nmf::detail {

TermFinder::TermFinder(const VectorizerOptions& options, const std::vector<std::string>& stop_words,
                       const std::vector<std::string>& terms)
    : analyzer_(options, stop_words) {
  for (const std::string& term : terms) terms_.intern(term);
}

std::int64_t TermFinder::find(std::string_view text, std::vector<TermPlace>& places) {
  places.clear();
  std::int64_t position = 0;
  analyzer_.for_each_term(text, [&](std::string_view term) {
    if (const std::int32_t id = terms_.find(term); id >= 0) places.push_back({position, id});
    ++position;
  });
  return position;
}

}  // namespace nmf::detail
