#pragma once

#include <filesystem>

namespace nmf {

/// Where this process may gather an output for `target`: `.NAME.partial-PID-NUMBER` beside it.
std::filesystem::path partial_directory(const std::filesystem::path& target, int number);

/// Marks a directory as in use until the returned descriptor is closed or the process ends.
/// -1 where the file system has no such locks.
int lock_directory(const std::filesystem::path& directory);

/// Removes the partial directories for `target` that no process uses any more: the process in the
/// name is gone and nobody, on any machine that shares the disk, holds the lock.
void remove_stale_partials(const std::filesystem::path& target);

}  // namespace nmf
