#include "nmf/core/input_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "nmf/core/error.h"

namespace nmf {
namespace {

std::string reason() { return std::generic_category().message(errno); }

void check_is_regular(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    throw IoError(path + ": no such file or folder");
  }
  if (error) throw IoError(path + ": can't be read: " + error.message());
  if (std::filesystem::is_directory(status)) throw IoError(path + ": is a folder, expected a file");
  if (!std::filesystem::is_regular_file(status)) {
    throw IoError(path + ": is not a regular file (a device, socket or pipe), which is refused");
  }
}

}  // namespace

InputFile::InputFile(std::string path) : path_(std::move(path)) {
  check_is_regular(path_);
  file_.reset(std::fopen(path_.c_str(), "rb"));
  if (!file_) throw IoError(path_ + ": can't be read: " + reason());
  find_size();
}

InputFile::InputFile(std::string path, const SpoolFile& spool) : path_(std::move(path)) {
  const int descriptor = spool.duplicate_descriptor();
  file_.reset(::fdopen(descriptor, "rb"));
  if (!file_) {
    ::close(descriptor);
    throw IoError(path_ + ": can't be read: " + reason());
  }
  find_size();
  seek(0);
}

void InputFile::find_size() {
  struct stat status = {};
  if (::fstat(fileno(file_.get()), &status) != 0) {
    throw IoError(path_ + ": can't be read: " + reason());
  }
  size_ = status.st_size;
}

std::size_t InputFile::read(std::span<char> buffer) {
  errno = 0;
  const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file_.get());
  if (count < buffer.size() && std::ferror(file_.get()) != 0) {
    throw IoError(path_ + ": can't be read: " + reason());
  }
  position_ += static_cast<std::int64_t>(count);
  return count;
}

void InputFile::seek(std::int64_t position) {
  if (fseeko(file_.get(), position, SEEK_SET) != 0) {
    throw IoError(path_ + ": can't be read: " + reason());
  }
  position_ = position;
}

}  // namespace nmf
