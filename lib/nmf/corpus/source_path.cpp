#include "nmf/corpus/source_path.h"

#include <filesystem>
#include <system_error>

#include "nmf/core/error.h"
#include "nmf/core/standard_input.h"

namespace nmf::detail {

void check_source(const std::string& path) {
  namespace fs = std::filesystem;
  if (path.empty()) {
    throw ConfigError("corpus.path: not given, expected a file, folder or archive");
  }
  if (path == kStandardInput) return;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    const bool newsgroups = fs::path(path).filename() == "20news-bydate.tar.gz";
    throw IoError(path + ": no such file or folder" +
                  (newsgroups ? "; run scripts/get_newsgroups.sh" : ""));
  }
  if (error) throw IoError(path + ": can't be read: " + error.message());
  if (!fs::is_directory(status) && !fs::is_regular_file(status)) {
    throw IoError(
        path +
        ": is neither a regular file nor a folder; refused (a pipe is read as -, standard input)");
  }
  if (fs::is_empty(path, error)) throw IoError(path + ": is empty; give one that has documents");
  if (error) throw IoError(path + ": can't be read: " + error.message());
}

std::string source_name(const std::string& path) {
  return path == kStandardInput ? "standard input" : path;
}

}  // namespace nmf::detail
