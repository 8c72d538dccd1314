#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/core/progress.h"

namespace nmf::detail {

/// Names in a folder by code point, which for UTF-8 is byte order. Throws IoError.
std::vector<std::string> sorted_names(const std::filesystem::path& folder);

/// Throws IoError (`WHERE: the name ... is not UTF-8; refused`).
void check_file_name(const std::string& where, const std::string& name);

/// Whether a component of a path begins with a dot: `.git/config`, `a/.DS_Store`.
bool is_hidden(std::string_view path);

/// Paths, below `folder` and with `/`, of all files in it and its subfolders, by byte order of the
/// whole path. Hidden files and folders are left out; links to files count as files.
///
/// \param progress  only asked
/// Throws IoError that names what can't be read: a link to a folder (which might lead back to where
/// it lies), a link to nothing, a pipe or device, a name that is not UTF-8.
std::vector<std::string> files_below(const std::filesystem::path& folder,
                                     const ProgressCallback& progress);

}  // namespace nmf::detail
