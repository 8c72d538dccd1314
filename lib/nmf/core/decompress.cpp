#include "nmf/core/decompress.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "nmf/core/archive_handle.h"
#include "nmf/core/error.h"
#include "nmf/core/gzip_stream.h"

namespace nmf {
namespace {

using EnableFilter = int (*)(archive*);

struct Compression {
  std::string_view magic;
  EnableFilter enable;
};

// bzip2's own mark is short enough to open a text; with the first block's it is not.
constexpr std::string_view kGzip = "\x1F\x8B";
constexpr std::string_view kBzip2 = "BZh";
constexpr std::string_view kBzip2Block = "1AY&SY";
constexpr std::string_view kBzip2Empty = "\x17rE8P\x90";
const std::array<Compression, 2> kByMagic = {
    {{{"\xFD"
       "7zXZ\0",
       6},
      archive_read_support_filter_xz},
     {"\x28\xB5\x2F\xFD", archive_read_support_filter_zstd}}};

EnableFilter filter_of(std::string_view head) {
  for (const auto& [magic, enable] : kByMagic) {
    if (head.starts_with(magic)) return enable;
  }
  const std::string_view block = head.size() > 4 ? head.substr(4) : std::string_view();
  const bool bzip2 = head.starts_with(kBzip2) &&
                     (block.starts_with(kBzip2Block) || block.starts_with(kBzip2Empty));
  return bzip2 ? archive_read_support_filter_bzip2 : nullptr;
}

/// What one of libarchive's filters makes of a stream.
class FilterStream : public ByteStream {
 public:
  FilterStream(const std::string& where, ByteStream& in, EnableFilter enable) : handle_(where, in) {
    enable(handle_.get());
    archive_read_support_format_raw(handle_.get());
    archive_read_support_format_empty(handle_.get());
    handle_.open(kDamaged);
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(handle_.get(), &entry);
    // Without the filter, `raw` would pass the compressed bytes on as if they were the text.
    const bool filtered = archive_filter_code(handle_.get(), 0) != ARCHIVE_FILTER_NONE;
    if (!filtered || (result != ARCHIVE_OK && result != ARCHIVE_EOF)) handle_.fail(kDamaged);
    at_end_ = result == ARCHIVE_EOF;
  }

  std::size_t read(std::span<char> buffer) override {
    std::size_t count = 0;
    while (!at_end_ && count < buffer.size()) {
      const la_ssize_t got =
          archive_read_data(handle_.get(), buffer.data() + count, buffer.size() - count);
      if (got < 0) handle_.fail(kDamaged);
      at_end_ = got == 0;
      count += static_cast<std::size_t>(got);
    }
    return count;
  }

 private:
  static constexpr const char* kDamaged = "truncated or corrupt compressed data";
  detail::ArchiveHandle handle_;
  bool at_end_ = false;
};

}  // namespace

void check_expansion(const std::string& path, std::int64_t inside, std::int64_t file_size) {
  if (inside <= kExpansionGrace || inside / kMaxExpansion <= file_size) return;
  throw IoError(
      fmt::format("{}: {} bytes hold more than {} bytes, over {} times as much; refused "
                  "as a decompression bomb",
                  path, file_size, inside, kMaxExpansion));
}

DecompressedFile::DecompressedFile(std::string path) : file_(std::move(path)) {
  std::array<char, 10> head{};
  const std::string_view start(head.data(), file_.read(head));
  file_.seek(0);
  if (start.starts_with(kGzip)) {
    inner_ = std::make_unique<detail::GzipStream>(file_.path(), file_);
  } else if (const EnableFilter enable = filter_of(start)) {
    inner_ = std::make_unique<FilterStream>(file_.path(), file_, enable);
  }
}

DecompressedFile::~DecompressedFile() = default;

std::size_t DecompressedFile::read(std::span<char> buffer) {
  if (!inner_) return file_.read(buffer);
  const std::size_t count = inner_->read(buffer);
  produced_ += static_cast<std::int64_t>(count);
  check_expansion(file_.path(), produced_, file_.size());
  return count;
}

}  // namespace nmf
