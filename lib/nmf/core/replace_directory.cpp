#include "nmf/core/replace_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace nmf {
namespace fs = std::filesystem;

void replace_directory(const fs::path& from, const fs::path& to) {
  // A rename alone takes the place of nothing or of an empty directory.
  if (std::rename(from.c_str(), to.c_str()) == 0) return;
  if (errno != ENOTEMPTY && errno != EEXIST)
    throw std::system_error(errno, std::generic_category());
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0) {
    std::error_code ignored;  // the new one is in place; a remainder of the old does no harm
    fs::remove_all(from, ignored);
    return;
  }
  if (errno != EINVAL && errno != ENOSYS) throw std::system_error(errno, std::generic_category());
  replace_directory_by_renames(from, to);
}

void replace_directory_by_renames(const fs::path& from, const fs::path& to) {
  // Not named as a temporary: if the program is killed between the renames, this is the only copy.
  const fs::path old =
      to.parent_path() / fmt::format(".{}.replaced-{}", to.filename().string(), ::getpid());
  fs::rename(to, old);
  std::error_code error;
  fs::rename(from, to, error);
  if (error) {
    fs::rename(old, to);
    throw std::system_error(error);
  }
  fs::remove_all(old, error);
}

}  // namespace nmf
