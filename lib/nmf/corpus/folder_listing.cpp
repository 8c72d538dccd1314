#include "nmf/corpus/folder_listing.h"

#include <algorithm>
#include <system_error>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"

namespace nmf::detail {
namespace {

namespace fs = std::filesystem;

enum class Kind { file, folder };

Kind kind_of(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);  // of what a link leads to
  if (fs::is_regular_file(status)) return Kind::file;
  if (!fs::is_directory(status)) {
    throw IoError(path.string() +
                  ": is neither a file nor a folder (a device, socket, pipe or dangling link); "
                  "remove it from the corpus");
  }
  if (fs::is_symlink(fs::symlink_status(path, error))) {
    throw IoError(path.string() +
                  ": is a link to a folder, which is not followed; put the folder itself there, or "
                  "remove the link");
  }
  return Kind::folder;
}

}  // namespace

std::vector<std::string> sorted_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) throw IoError(folder.string() + ": can't be read: " + error.message());
  std::sort(names.begin(), names.end());
  return names;
}

void check_file_name(const std::string& where, const std::string& name) {
  if (is_valid_utf8(name)) return;
  throw IoError(where + ": the name " + quote(name) + " is not UTF-8; refused");
}

std::vector<std::string> path_components(std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool is_hidden(std::string_view path) {
  return path.starts_with('.') || path.find("/.") != std::string_view::npos;
}

std::vector<std::string> files_below(const fs::path& folder, const ProgressCallback& progress) {
  std::vector<std::string> files;
  std::vector<std::string> folders = {""};  // still to be looked at, each with its `/`
  while (!folders.empty()) {
    report_progress(progress, {"reading", 0, 0, "files"});
    const std::string below = std::move(folders.back());
    folders.pop_back();
    for (const std::string& name : sorted_names(folder / below)) {
      if (is_hidden(name)) continue;
      check_file_name((folder / below).string(), name);
      if (kind_of(folder / below / name) == Kind::file) {
        files.push_back(below + name);
      } else {
        folders.push_back(below + name + '/');
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace nmf::detail
