#include "nmf/core/spool_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "nmf/core/error.h"

namespace nmf {

SpoolFile::SpoolFile() {
  const char* named = std::getenv("TMPDIR");
  where_ = named != nullptr && *named != '\0' ? named : "/tmp";
  std::string name = where_ + "/nmf-XXXXXX";
  descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0) fail(errno);
  ::unlink(name.c_str());
}

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : where_(std::move(other.where_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      end_(other.end_) {}

SpoolFile::~SpoolFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

SpoolFile::Place SpoolFile::write(std::string_view text) {
  const Place place = {end_, text.size()};
  while (!text.empty()) {
    const ssize_t count = ::pwrite(descriptor_, text.data(), text.size(), end_);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(errno);
    end_ += count;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return place;
}

SpoolFile::Place SpoolFile::copy(ByteStream& stream,
                                 const std::function<void(std::int64_t)>& after_block) {
  constexpr std::size_t kBlock = std::size_t{1} << 20U;
  Place all = {end_, 0};
  std::string block(kBlock, '\0');
  for (std::size_t count = kBlock; count == kBlock;) {
    count = stream.read(block);
    all.size += write(std::string_view(block).substr(0, count)).size;
    if (after_block) after_block(static_cast<std::int64_t>(all.size));
  }
  return all;
}

void SpoolFile::read(const Place& place, std::string& text) const {
  text.resize(place.size);
  for (std::size_t done = 0; done < place.size;) {
    const ssize_t count = ::pread(descriptor_, text.data() + done, place.size - done,
                                  place.offset + static_cast<std::int64_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) fail(count < 0 ? errno : 0);
    done += static_cast<std::size_t>(count);
  }
}

int SpoolFile::duplicate_descriptor() const {
  const int descriptor = ::fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
  if (descriptor < 0) fail(errno);
  return descriptor;
}

void SpoolFile::fail(int error) const {
  throw IoError(fmt::format(
      "{}: a temporary file, to put data aside in, can't be used: {}; make room there or set "
      "TMPDIR to a folder that has some",
      where_, error == 0 ? "cut short" : std::strerror(error)));
}

}  // namespace nmf
