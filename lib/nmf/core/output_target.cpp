#include "nmf/core/output_target.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <system_error>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf {
namespace fs = std::filesystem;
namespace {

bool is_mount_point(const fs::path& path) {
  struct statx status {};
  return ::statx(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW, 0, &status) == 0 &&
         (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

/// The first entry, by name, that is not a plain file named in `files`; empty if there is none.
std::string foreign_entry(const fs::path& directory, const std::vector<std::string>& files) {
  std::vector<std::string> foreign;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    const bool plain = entry.symlink_status().type() == fs::file_type::regular;
    if (!plain || std::find(files.begin(), files.end(), name) == files.end())
      foreign.push_back(name);
  }
  return foreign.empty() ? std::string() : *std::min_element(foreign.begin(), foreign.end());
}

}  // namespace

fs::path output_target(const fs::path& path) {
  constexpr const char* kExpected = "expected the path of a directory to create or replace";
  std::string text = path.string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  const fs::path name = fs::path(text).filename();
  if (name.empty() || name == "." || name == "..") {
    throw IoError(fmt::format("output directory: got '{}', {}; name one, such as runs/first",
                              path.string(), kExpected));
  }
  return fs::absolute(text);
}

void check_replaceable(const fs::path& target, const std::vector<std::string>& files,
                       const std::string& marker) {
  const std::string where = target.string();
  std::error_code error;
  const fs::file_status status = fs::symlink_status(target, error);
  if (status.type() == fs::file_type::not_found || error == std::errc::not_a_directory) return;
  if (error) {
    throw IoError(
        fmt::format("{}: can't be read: {}; choose another place", where, error.message()));
  }
  if (fs::is_symlink(status)) {
    throw IoError(fmt::format("{}: is a symbolic link to {}; name the directory itself", where,
                              fs::read_symlink(target).string()));
  }
  if (!fs::is_directory(status)) {
    throw IoError(fmt::format(
        "{}: is a file, expected a directory or nothing; name another place or remove it", where));
  }
  if (is_mount_point(target)) {
    throw IoError(fmt::format(
        "{}: is a mount point, which can't be replaced whole; name a directory in it", where));
  }
  std::string foreign;
  try {
    foreign = foreign_entry(target, files);
  } catch (const fs::filesystem_error& unreadable) {
    throw IoError(fmt::format("{}: can't be read: {}; choose another place", where,
                              unreadable.code().message()));
  }
  if (!foreign.empty()) {
    throw IoError(
        fmt::format("{}: holds {}, which is not from this command, so the directory is not "
                    "replaced; name another directory or move that file away",
                    where, quote(foreign)));
  }
  if (fs::is_empty(target)) return;
  // One file of that name may be anybody's; all of them are an output of ours.
  std::string missing = fs::exists(target / marker) ? std::string() : marker;
  for (const std::string& file : files)
    if (missing.empty() && !fs::exists(target / file)) missing = file;
  if (!missing.empty()) {
    throw IoError(
        fmt::format("{}: is neither empty nor an earlier output of this command (it has no "
                    "{}), so it is not replaced; name another directory or empty it",
                    where, missing));
  }
}

}  // namespace nmf
