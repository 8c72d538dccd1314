#include "nmf/corpus/newsgroups_layout.h"

#include <algorithm>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf::detail {
namespace {

std::vector<std::string> components(std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool is_half(const std::string& folder) { return folder == kTrainFolder || folder == kTestFolder; }

}  // namespace

std::string_view folder_of(NewsgroupsHalf half) {
  return half == NewsgroupsHalf::train ? kTrainFolder : kTestFolder;
}

bool is_in(NewsgroupsHalf half, NewsgroupsSubset subset) {
  switch (subset) {
    case NewsgroupsSubset::train:
      return half == NewsgroupsHalf::train;
    case NewsgroupsSubset::test:
      return half == NewsgroupsHalf::test;
    case NewsgroupsSubset::all:
      return true;
  }
  return false;
}

bool is_kept(const std::string& group, const Categories& categories) {
  return !categories ||
         std::find(categories->begin(), categories->end(), group) != categories->end();
}

std::optional<NewsgroupsPlace> parse_place(const std::string& archive, const std::string& member) {
  const std::vector<std::string> parts = components(member);
  const std::size_t top = is_half(parts[0]) ? 0 : 1;
  if (parts.size() < top + 3 || !is_half(parts[top])) return std::nullopt;
  if (parts.size() > top + 3) {
    throw IoError(archive + ": member " + quote(member) +
                  " lies deeper than the articles of 20 Newsgroups, GROUP/NUMBER");
  }
  return NewsgroupsPlace{top == 0 ? "" : parts[0],
                         parts[top] == kTrainFolder ? NewsgroupsHalf::train : NewsgroupsHalf::test,
                         parts[top + 1], parts[top + 2]};
}

}  // namespace nmf::detail
