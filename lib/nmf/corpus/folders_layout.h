#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nmf/corpus/categories.h"

namespace nmf::detail {

/// A document of a folder of labels.
struct FolderPlace {
  std::string label;    ///< name of the folder; empty where there are none
  std::string file;     ///< name of the file in it
  std::size_t listing;  ///< where the file stands in the listing

  /// `label/file`, or the file's name where there is no label.
  [[nodiscard]] std::string id() const { return label.empty() ? file : label + '/' + file; }
};

/// Whether any of the paths has a label (see places_in_folders).
bool have_labels(const std::vector<std::string>& paths, bool archive);

/// The documents among files listed as `LABEL/FILE`, in the order of scikit-learn's load_files
/// without its shuffle: by label, then by name, both by byte order. Files that lie beside the
/// folders, such as a README, are left out; where no file lies in a folder, every file is a
/// document without a label.
///
/// \param where    path of the source, for errors
/// \param archive  the paths are an archive's: if they have one root, it is no label and is left
/// out Throws IoError: a file deeper than LABEL/FILE, an unknown category.
std::vector<FolderPlace> places_in_folders(const std::string& where,
                                           const std::vector<std::string>& paths, bool archive,
                                           const Categories& categories);

}  // namespace nmf::detail
