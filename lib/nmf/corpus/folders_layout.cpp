#include "nmf/corpus/folders_layout.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/folder_listing.h"

namespace nmf::detail {
namespace {

std::string_view first_folder(std::string_view path) {
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

/// Bytes of the folder that all members of an archive begin with, and its `/`; 0 if there is none.
std::size_t root_length(const std::vector<std::string>& paths, bool archive) {
  if (!archive || paths.empty()) return 0;
  const std::string_view root = first_folder(paths[0]);
  const bool common = std::all_of(paths.begin(), paths.end(), [root](const std::string& path) {
    return path.starts_with(root);
  });
  return common ? root.size() : 0;
}

[[noreturn]] void refuse_deep(const std::string& where, const std::string& path, bool archive) {
  const std::string file = archive ? where + ": member " + quote(path) : where + '/' + path;
  throw IoError(file +
                ": lies deeper than LABEL/FILE, where corpus.format: folders has its documents; "
                "move it up or remove it");
}

}  // namespace

bool have_labels(const std::vector<std::string>& paths, bool archive) {
  const std::size_t root = root_length(paths, archive);
  return std::any_of(paths.begin(), paths.end(), [root](const std::string& path) {
    return path.find('/', root) != std::string::npos;
  });
}

std::vector<FolderPlace> places_in_folders(const std::string& where,
                                           const std::vector<std::string>& paths, bool archive,
                                           const Categories& categories) {
  const std::size_t root = root_length(paths, archive);
  std::vector<FolderPlace> labelled;
  std::vector<FolderPlace> loose;
  std::set<std::string> labels;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::vector<std::string> parts = path_components(std::string_view(paths[i]).substr(root));
    if (parts.size() == 1) {
      loose.push_back({"", std::move(parts[0]), i});
      continue;
    }
    labels.insert(parts[0]);
    if (!is_kept(parts[0], categories)) continue;
    if (parts.size() > 2) refuse_deep(where, paths[i], archive);
    labelled.push_back({std::move(parts[0]), std::move(parts[1]), i});
  }
  check_categories(where, labels, categories);
  std::vector<FolderPlace>& places = labels.empty() ? loose : labelled;
  std::sort(places.begin(), places.end(), [](const FolderPlace& a, const FolderPlace& b) {
    return std::tie(a.label, a.file) < std::tie(b.label, b.file);
  });
  return std::move(places);
}

}  // namespace nmf::detail
