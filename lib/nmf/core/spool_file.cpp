#include "nmf/core/spool_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "nmf/core/error.h"

namespace nmf {

SpoolFile::SpoolFile() : file_(nullptr, &std::fclose) {
  const char* named = std::getenv("TMPDIR");
  where_ = named != nullptr && *named != '\0' ? named : "/tmp";
  std::string name = where_ + "/nmf-XXXXXX";
  errno = 0;
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) fail();
  ::unlink(name.c_str());
  file_.reset(::fdopen(descriptor, "w+b"));
  if (file_) return;
  ::close(descriptor);
  fail();
}

SpoolFile::Place SpoolFile::write(std::string_view text) {
  errno = 0;
  // A read may have been before.
  if (fseeko(file_.get(), end_, SEEK_SET) != 0 ||
      std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size())
    fail();
  const Place place = {end_, text.size()};
  end_ += static_cast<std::int64_t>(text.size());
  return place;
}

void SpoolFile::read(const Place& place, std::string& text) {
  errno = 0;
  text.resize(place.size);
  if (fseeko(file_.get(), place.offset, SEEK_SET) != 0 ||
      std::fread(text.data(), 1, place.size, file_.get()) != place.size)
    fail();
}

void SpoolFile::fail() const {
  throw IoError(fmt::format(
      "{}: texts can't be put aside in a temporary file: {}; make room there or set TMPDIR to a "
      "folder that has some",
      where_, errno == 0 ? "cut short" : std::strerror(errno)));
}

}  // namespace nmf
