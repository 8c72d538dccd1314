#include "nmf/core/decompress.h"

#include <fmt/format.h>

#include <array>
#include <string>
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
      if (at_end_) check_all_was_used();
      count += static_cast<std::size_t>(got);
    }
    return count;
  }

 private:
  static constexpr const char* kDamaged = "truncated or corrupt compressed data";

  /// libarchive's bzip2 takes whatever does not begin as a stream for the end.
  void check_all_was_used() {
    handle_.drain();
    if (archive_filter_bytes(handle_.get(), -1) < handle_.bytes_given()) {
      throw IoError(handle_.where() + ": " + kDamaged + ": something else follows its end");
    }
  }

  detail::ArchiveHandle handle_;
  bool at_end_ = false;
};

}  // namespace

bool is_packed_by_content(std::string_view head) {
  return head.starts_with(kGzip) || filter_of(head) != nullptr;
}

void check_expansion(const std::string& path, std::int64_t inside, std::int64_t file_size) {
  if (inside <= kExpansionGrace || inside / kMaxExpansion <= file_size) return;
  throw IoError(
      fmt::format("{}: {} bytes hold more than {} bytes, over {} times as much; refused "
                  "as a decompression bomb",
                  path, file_size, inside, kMaxExpansion));
}

DecompressedFile::DecompressedFile(std::string path, ProgressCallback progress)
    : where_(path == kStandardInput ? "standard input" : path),
      file_(path == kStandardInput ? nullptr : std::make_unique<InputFile>(std::move(path))),
      standard_input_(std::move(progress)),
      outer_(file_ ? static_cast<ByteStream*>(file_.get()) : &standard_input_),
      inside_(&outer_) {
  open();
}

DecompressedFile::DecompressedFile(InputFile file)
    : where_(file.path()),
      file_(std::make_unique<InputFile>(std::move(file))),
      outer_(file_.get()),
      inside_(&outer_) {
  open();
}

void DecompressedFile::open() {
  const std::string head = peek(kPackedHead);
  if (head.starts_with(kGzip)) {
    inner_ = std::make_unique<detail::GzipStream>(where_, outer_);
  } else if (const EnableFilter enable = filter_of(head)) {
    inner_ = std::make_unique<FilterStream>(where_, outer_, enable);
  }
  if (inner_) inside_ = detail::PrefixedStream(inner_.get());
}

DecompressedFile::~DecompressedFile() = default;

std::string DecompressedFile::peek(std::size_t count) {
  std::string head(count, '\0');
  head.resize(inside_.read(head));
  if (inner_) {
    inside_.put_back(head);
  } else if (file_) {
    file_->seek(0);  // so that its position is that of the next byte, which zip needs
  } else {
    outer_.put_back(head);
  }
  return head;
}

std::size_t DecompressedFile::read(std::span<char> buffer) {
  const std::size_t count = inside_.read(buffer);
  if (!inner_) return count;
  produced_ += static_cast<std::int64_t>(count);
  check_expansion(where_, produced_, file_ ? file_->size() : position());
  return count;
}

}  // namespace nmf
