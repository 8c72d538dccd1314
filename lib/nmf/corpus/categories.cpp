#include "nmf/corpus/categories.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf::detail {

bool is_kept(const std::string& group, const Categories& categories) {
  return !categories ||
         std::find(categories->begin(), categories->end(), group) != categories->end();
}

void check_not_empty(const Categories& categories) {
  if (!categories || !categories->empty()) return;
  throw ConfigError("corpus.categories: got an empty list, expected names of groups, or null");
}

void check_categories(const std::string& where, const std::set<std::string>& existing,
                      const Categories& categories) {
  if (!categories) return;
  for (const std::string& category : *categories) {
    if (existing.contains(category)) continue;
    if (existing.empty()) {
      throw IoError(
          fmt::format("{}: corpus.categories: got {}, but its documents lie in no folders", where,
                      quote(category)));
    }
    constexpr std::size_t kShown = 30;  // 20 Newsgroups has twenty; a hostile archive may have more
    std::vector<std::string> names;
    for (const std::string& group : existing) {
      if (names.size() < kShown) names.push_back(quote(group));
    }
    throw IoError(fmt::format("{}: corpus.categories: got {}, expected names among {}{}", where,
                              quote(category), fmt::join(names, ", "),
                              existing.size() > kShown ? ", ..." : ""));
  }
}

}  // namespace nmf::detail
