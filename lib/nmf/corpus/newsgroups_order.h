#pragma once

#include <string>
#include <vector>

#include "nmf/corpus/categories.h"
#include "nmf/corpus/newsgroups_layout.h"

namespace nmf::detail {

/// The order in which scikit-learn's fetch_20newsgroups (shuffle=True, random_state=42) returns the
/// articles: each half sorted by group, then by file name, both by code point; shuffled with seed
/// 0; train before test; filtered by category; shuffled with seed 42.
///
/// \param places      every article of the halves wanted, in any order
/// \param categories  groups to keep; none given keeps all
/// \return            indices into `places`
std::vector<std::size_t> newsgroups_order(const std::vector<NewsgroupsPlace>& places,
                                          const Categories& categories);

}  // namespace nmf::detail
