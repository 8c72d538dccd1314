#include "nmf/core/whole_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLongestFirstLine = 4096;

std::string first_line(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw IoError(fmt::format("{}: is there and can't be read", path.string()));
  std::string line(kLongestFirstLine, '\0');
  file.read(line.data(), static_cast<std::streamsize>(line.size()));
  line.resize(static_cast<std::size_t>(file.gcount()));
  line.resize(std::min(line.size(), line.find_first_of("\r\n")));
  return line;
}

/// An IoError of the writing names the partial file, which the user never sees.
std::string renamed(std::string message, const fs::path& partial, const fs::path& path) {
  const std::string hidden = partial.string();
  if (const std::size_t at = message.find(hidden); at != message.npos)
    message.replace(at, hidden.size(), path.string());
  return message;
}

}  // namespace

void check_replaceable_file(const fs::path& path,
                            const std::function<bool(std::string_view)>& is_ours) {
  const std::string where = path.string();
  if (!path.has_filename() || path.filename() == "." || path.filename() == "..")
    throw IoError(fmt::format("output file: got {}, expected the path of a file", quote(where)));
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::not_found) {
    const fs::path folder = fs::absolute(path).parent_path();
    if (fs::is_directory(folder, error)) return;
    throw IoError(fmt::format("{}: the folder {} is not there; make it first", where,
                              quote(folder.string())));
  }
  if (status.type() != fs::file_type::regular) {
    throw IoError(
        fmt::format("{}: is no plain file, expected a file to replace or nothing; name "
                    "another place",
                    where));
  }
  if (fs::is_empty(path) || is_ours(first_line(path))) return;
  throw IoError(fmt::format(
      "{}: is not an earlier output of this command, so it is not replaced; name another file or "
      "move that one away",
      where));
}

void write_whole_file(const fs::path& path, const std::function<void(OutputFile&)>& write) {
  const fs::path partial =
      path.parent_path() / fmt::format(".{}.partial-{}", path.filename().string(), ::getpid());
  try {
    OutputFile file(partial);
    write(file);
    file.close();
    if (std::rename(partial.c_str(), path.c_str()) != 0) {
      throw IoError(fmt::format("{}: can't be replaced: {}", path.string(),
                                std::generic_category().message(errno)));
    }
  } catch (const IoError& error) {
    ::unlink(partial.c_str());
    const std::string message = renamed(error.what(), partial, path);
    if (message == error.what()) throw;  // as what it is
    throw IoError(message);
  } catch (...) {
    ::unlink(partial.c_str());
    throw;
  }
}

}  // namespace nmf
