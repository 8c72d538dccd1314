#include "nmf/core/output_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/output_target.h"
#include "nmf/core/partial_directory.h"
#include "nmf/core/replace_directory.h"

namespace nmf {
namespace fs = std::filesystem;
namespace {

/// Creates the missing folders of a path and returns them, outermost first.
std::vector<fs::path> make_folders(const fs::path& folder) {
  std::vector<fs::path> missing;
  std::error_code error;
  fs::path at = folder;
  for (; !fs::exists(at, error) && !error; at = at.parent_path()) {
    missing.insert(missing.begin(), at);
  }
  if (!error && !fs::is_directory(at, error) && !error) {
    throw IoError(
        fmt::format("{}: is not a directory, so {} can't be made in it; choose another place",
                    at.string(), folder.string()));
  }
  if (!error) fs::create_directories(folder, error);
  if (error) {
    throw IoError(fmt::format("{}: can't make this directory: {}; choose another place",
                              folder.string(), error.message()));
  }
  return missing;
}

}  // namespace

OutputDirectory::OutputDirectory(const fs::path& path, std::vector<std::string> files,
                                 std::string marker)
    : target_(output_target(path)), files_(std::move(files)), marker_(std::move(marker)) {
  check_replaceable(target_, files_, marker_);
  made_ = make_folders(target_.parent_path());
  remove_stale_partials(target_);
  make_partial();
}

OutputDirectory::~OutputDirectory() {
  std::error_code ignored;
  if (!partial_.empty()) {
    fs::remove_all(partial_, ignored);
    for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) {
      fs::remove(*folder, ignored);
    }
  }
  if (lock_ >= 0) ::close(lock_);
}

fs::path OutputDirectory::file(std::string_view name) const {
  if (std::find(files_.begin(), files_.end(), name) == files_.end()) {
    throw std::invalid_argument(fmt::format("OutputDirectory: {} is none of its files", name));
  }
  return partial_ / name;
}

void OutputDirectory::fill(const std::function<void(const fs::path&)>& write) const {
  try {
    write(partial_);
  } catch (const IoError& error) {
    std::string message = error.what();
    const std::string hidden = partial_.string(), shown = target_.string();
    for (auto at = message.find(hidden); at != std::string::npos;
         at = message.find(hidden, at + shown.size()))
      message.replace(at, hidden.size(), shown);
    throw IoError(message);
  }
}

void OutputDirectory::commit() {
  try {
    check_replaceable(target_, files_, marker_);
    ::fsync(lock_);  // best effort: the files themselves are on the disk already
    replace_directory(partial_, target_);
  } catch (const IoError& error) {
    rescue(error.what());
  } catch (const std::system_error& error) {
    rescue(fmt::format("{}: can't be replaced: {}", target_.string(), error.code().message()));
  }
  partial_.clear();
}

void OutputDirectory::make_partial() {
  for (int number = 0; partial_.empty(); ++number) {
    const fs::path candidate = partial_directory(target_, number);
    if (::mkdir(candidate.c_str(), 0777) == 0) {
      partial_ = candidate;
    } else if (errno != EEXIST) {
      throw IoError(fmt::format("{}: can't be created: {}; choose another place", target_.string(),
                                std::generic_category().message(errno)));
    }
  }
  lock_ = lock_directory(partial_);
  struct stat earlier {};
  if (::stat(target_.c_str(), &earlier) == 0) {
    ::chmod(partial_.c_str(), (earlier.st_mode & 07777) | S_IRWXU);
  }
}

void OutputDirectory::rescue(const std::string& reason) {
  const fs::path kept =
      target_.parent_path() / fmt::format("{}.new-{}", target_.filename().string(), ::getpid());
  std::error_code error;
  fs::rename(partial_, kept, error);
  const fs::path place = error ? partial_ : kept;
  partial_.clear();
  throw IoError(fmt::format("{}; the result is kept in {}", reason, place.string()));
}

}  // namespace nmf
