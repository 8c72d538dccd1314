#include "nmf/core/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "nmf/core/error.h"

namespace nmf {
namespace {

constexpr std::size_t kBuffer = 1 << 16;

}  // namespace

OutputFile::OutputFile(const std::filesystem::path& path) : path_(path.string()) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    throw IoError(
        fmt::format("{}: can't create: {}", path_, std::generic_category().message(errno)));
  }
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kBuffer) flush();
  if (bytes.size() > kBuffer) {
    write_through(bytes.data(), bytes.size());
  } else {
    buffer_ += bytes;
  }
}

void OutputFile::write(std::span<const std::byte> bytes) {
  write(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void OutputFile::rewrite_start(std::string_view bytes) {
  flush();
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t taken =
        ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (taken < 0 && errno == EINTR) continue;
    if (taken < 0) fail(errno);
    done += static_cast<std::size_t>(taken);
  }
}

void OutputFile::close() {
  flush();
  // Pipes and character devices have nothing to bring to a disk and answer EINVAL.
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) fail(errno);
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(errno);
}

void OutputFile::write_through(const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t taken = ::write(descriptor_, data, size);
    if (taken < 0 && errno == EINTR) continue;
    if (taken < 0) fail(errno);
    data += taken;
    size -= static_cast<std::size_t>(taken);
    written_ += static_cast<std::uint64_t>(taken);
  }
}

void OutputFile::flush() {
  write_through(buffer_.data(), buffer_.size());
  buffer_.clear();
}

void OutputFile::fail(int error) const {
  const bool full = error == ENOSPC || error == EDQUOT;
  throw IoError(fmt::format("{}: can't write: {} after {} bytes{}", path_,
                            std::generic_category().message(error), written_,
                            full ? "; free some space or choose a place on another disk" : ""));
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.close();
}

}  // namespace nmf
