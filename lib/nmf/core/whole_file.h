#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "nmf/core/output_file.h"

namespace nmf {

/// Throws IoError if `path` can't take an output: a directory, a file that an earlier output is
/// not, a folder that is missing. So said before the work, not behind it. \param is_ours  told the
/// first line of the file that is there, without its end (4096 bytes at
///                 most); an empty file is anybody's to fill
void check_replaceable_file(const std::filesystem::path& path,
                            const std::function<bool(std::string_view)>& is_ours);

/// Writes a file that appears under its name only when it is whole: `write` fills
/// `.NAME.partial-PID` beside it, which then takes the place of what was there. If `write` throws,
/// all is as before. Throws IoError, which names `path`.
void write_whole_file(const std::filesystem::path& path,
                      const std::function<void(OutputFile&)>& write);

}  // namespace nmf
