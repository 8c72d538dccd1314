#include "nmf/core/gzip_stream.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "nmf/core/error.h"

namespace nmf::detail {

GzipStream::GzipStream(std::string where, ByteStream& in) : where_(std::move(where)), in_(&in) {
  constexpr int kGzipOnly = 16;  // added to the window bits: header and checksum of gzip
  if (inflateInit2(&z_, MAX_WBITS + kGzipOnly) != Z_OK) throw std::bad_alloc();
}

GzipStream::~GzipStream() { inflateEnd(&z_); }

bool GzipStream::refill() {
  if (z_.avail_in > 0) return true;
  const std::size_t count = in_->read(buffer_);
  z_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
  z_.avail_in = static_cast<uInt>(count);
  return count > 0;
}

void GzipStream::start_member() {
  // Tapes and some servers pad with zeros; anything else behind a member must be the next one.
  while (any_member_ && refill() && *z_.next_in == 0) {
    ++z_.next_in;
    --z_.avail_in;
  }
  if (any_member_ && !refill()) return;
  inflateReset(&z_);
  in_member_ = any_member_ = true;
}

std::size_t GzipStream::read(std::span<char> buffer) {
  std::size_t count = 0;
  while (count < buffer.size()) {
    if (!in_member_) start_member();
    if (!in_member_) break;
    if (!refill()) throw IoError(where_ + ": truncated gzip data; fetch or make the file again");
    const std::size_t room =
        std::min<std::size_t>(buffer.size() - count, std::numeric_limits<uInt>::max());
    z_.next_out = reinterpret_cast<Bytef*>(buffer.data() + count);
    z_.avail_out = static_cast<uInt>(room);
    const int result = inflate(&z_, Z_NO_FLUSH);
    count += room - z_.avail_out;
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result == Z_STREAM_END) {
      in_member_ = false;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      throw IoError(where_ + ": corrupt gzip data (" + (z_.msg != nullptr ? z_.msg : "zlib error") +
                    "); fetch or make the file again");
    }
  }
  return count;
}

}  // namespace nmf::detail
