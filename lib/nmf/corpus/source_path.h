#pragma once

#include <string>

namespace nmf::detail {

/// Checks that there is something at corpus.path: a folder or regular file that is not empty, or
/// standard input (`-`), of which nothing is read.
/// Throws ConfigError (no path), IoError (missing, empty, neither file nor folder).
void check_source(const std::string& path);

}  // namespace nmf::detail
