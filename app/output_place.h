#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nmf/core/output_directory.h"

namespace nmf::app {

/// Throws IoError if an output at `path` would lie in a model directory, however deep: a fit
/// replaces such a directory only while it holds nothing but what a fit writes.
void check_outside_models(const std::filesystem::path& path);

/// The output directory of a command, outside of models. \param files  as OutputDirectory has them,
/// the marker first
OutputDirectory output_directory(const std::filesystem::path& path,
                                 const std::vector<std::string>& files);

}  // namespace nmf::app
