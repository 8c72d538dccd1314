#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace nmf {

/// The directory that a user named for an output: absolute, without slashes at the end.
/// Throws IoError for what names no directory that could be replaced: nothing, `/`, `.`, `..`.
std::filesystem::path output_target(const std::filesystem::path& path);

/// Returns if `target` is missing, an empty directory, or an earlier output: a directory that holds
/// `marker` and nothing but plain files named in `files`. Throws IoError for anything else: a file,
/// a symbolic link, a mount point, a directory that holds something foreign or can't be read.
void check_replaceable(const std::filesystem::path& target, const std::vector<std::string>& files,
                       const std::string& marker);

}  // namespace nmf
