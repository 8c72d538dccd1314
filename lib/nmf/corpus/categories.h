#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nmf::detail {

/// Names of the groups, or folders, to keep; none given keeps all.
using Categories = std::optional<std::vector<std::string>>;

bool is_kept(const std::string& group, const Categories& categories);

/// Throws ConfigError for an empty list.
void check_not_empty(const Categories& categories);

/// Throws IoError that lists those that exist, if one of `categories` is not among them.
/// \param where     what the error begins with, the path of the source
/// \param existing  names of all groups there are
void check_categories(const std::string& where, const std::set<std::string>& existing,
                      const Categories& categories);

}  // namespace nmf::detail
