#include "nmf/core/archive_handle.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <new>
#include <utility>

#include "nmf/core/error.h"

namespace nmf::detail {

ArchiveHandle::ArchiveHandle(std::string where, ByteStream& stream)
    : where_(std::move(where)), stream_(&stream), archive_(archive_read_new()) {
  if (!archive_) throw std::bad_alloc();
}

void ArchiveHandle::allow_seeking(InputFile& file) {
  seekable_ = &file;
  archive_read_set_seek_callback(get(), on_seek);
}

void ArchiveHandle::open(const std::string& what) {
  archive_read_set_callback_data(get(), this);
  archive_read_set_read_callback(get(), on_read);
  if (archive_read_open1(get()) != ARCHIVE_OK) fail(what);
}

void ArchiveHandle::drain() {
  while (fill() > 0) {
  }
}

void ArchiveHandle::fail(const std::string& what) const {
  if (thrown_) std::rethrow_exception(thrown_);
  const char* reason = archive_error_string(get());
  throw IoError(where_ + ": " + what + ": " +
                (reason != nullptr ? reason : "truncated or corrupt"));
}

std::size_t ArchiveHandle::fill() {
  constexpr std::size_t kTarBlock = 512;
  const std::size_t count = stream_->read(buffer_);
  bytes_given_ += static_cast<std::int64_t>(count);
  if (count > 0) {
    const auto end = buffer_.begin() + static_cast<std::ptrdiff_t>(count);
    ends_in_zero_block_ =
        count % kTarBlock == 0 && std::all_of(end - kTarBlock, end, [](char c) { return c == 0; });
  }
  return count;
}

la_ssize_t ArchiveHandle::on_read(archive* a, void* self, const void** buffer) {
  auto* handle = static_cast<ArchiveHandle*>(self);
  *buffer = handle->buffer_.data();
  try {
    return static_cast<la_ssize_t>(handle->fill());
  } catch (...) {
    handle->thrown_ = std::current_exception();
    archive_set_error(a, EIO, "its bytes can't be read");
    return ARCHIVE_FATAL;
  }
}

la_int64_t ArchiveHandle::on_seek(archive* a, void* self, la_int64_t offset, int whence) {
  auto* handle = static_cast<ArchiveHandle*>(self);
  InputFile& file = *handle->seekable_;
  const std::int64_t base = whence == SEEK_CUR   ? file.position()
                            : whence == SEEK_END ? file.size()
                                                 : 0;
  try {
    file.seek(base + offset);
    return file.position();
  } catch (...) {
    handle->thrown_ = std::current_exception();
    archive_set_error(a, EIO, "its bytes can't be read");
    return ARCHIVE_FATAL;
  }
}

}  // namespace nmf::detail
