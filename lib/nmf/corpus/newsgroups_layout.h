#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "nmf/corpus/options.h"

namespace nmf::detail {

/// Folders of the two halves "by date", as the archive has them.
constexpr std::string_view kTrainFolder = "20news-bydate-train";
constexpr std::string_view kTestFolder = "20news-bydate-test";

enum class NewsgroupsHalf { train, test };

std::string_view folder_of(NewsgroupsHalf half);
bool is_in(NewsgroupsHalf half, NewsgroupsSubset subset);

/// An article's place in 20 Newsgroups.
struct NewsgroupsPlace {
  std::string root;  ///< folder that holds the halves; empty: the top
  NewsgroupsHalf half = NewsgroupsHalf::train;
  std::string group;
  std::string number;  ///< name of the file

  [[nodiscard]] std::string id() const { return group + '/' + number; }
};

/// The place that a member path `[FOLDER/]20news-bydate-HALF/GROUP/NUMBER` names; nothing for a
/// file that lies beside the halves or the groups, such as a README. Throws IoError (`ARCHIVE:
/// member ...`) for a file below a folder where an article should be.
std::optional<NewsgroupsPlace> parse_place(const std::string& archive, const std::string& member);

}  // namespace nmf::detail
