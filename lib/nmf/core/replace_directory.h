#pragma once

#include <filesystem>

namespace nmf {

/// Puts the directory `from` in the place of `to`, which may be missing, empty or full, and deletes
/// what was there. At every moment `to` is the old directory or the new one, where the file system
/// can exchange two names; else there is an instant between two renames without it.
/// Both lie in the same folder. Throws std::system_error with nothing changed.
void replace_directory(const std::filesystem::path& from, const std::filesystem::path& to);

/// How replace_directory does it where names can't be exchanged.
void replace_directory_by_renames(const std::filesystem::path& from,
                                  const std::filesystem::path& to);

}  // namespace nmf
