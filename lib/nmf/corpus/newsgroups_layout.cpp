#include "nmf/corpus/newsgroups_layout.h"

#include <vector>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/folder_listing.h"

namespace nmf::detail {
namespace {

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

std::optional<NewsgroupsPlace> parse_place(const std::string& archive, const std::string& member) {
  const std::vector<std::string> parts = path_components(member);
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
