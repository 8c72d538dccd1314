#include "nmf/core/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "nmf/core/archive_handle.h"
#include "nmf/core/byte_progress.h"
#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf {
namespace {

constexpr const char* kNoArchive =
    "is no archive that can be read (tar, zip or 7z; a tar also packed with gzip, xz, zstd or "
    "bzip2)";
constexpr std::size_t kMaxName = 4096;  // Linux's PATH_MAX

/// The components of a member's name joined anew; IoError if the name may not be used.
std::string clean_name(const std::string& archive_path, std::string_view name) {
  const auto refuse = [&](const char* why) -> IoError {
    return IoError(fmt::format("{}: member {} {}; refused", archive_path, quote(name), why));
  };
  if (name.size() > kMaxName) throw refuse("has a name longer than 4096 bytes");
  if (name.starts_with('/')) throw refuse("has an absolute path");
  std::string clean;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view component = name.substr(begin, end - begin);
    if (component == "..") throw refuse("climbs out of the archive by '..'");
    if (!component.empty() && component != ".") {
      if (!clean.empty()) clean += '/';
      clean += component;
    }
    begin = end + 1;
  }
  return clean;
}

/// Null for files and folders, else what the entry is.
const char* forbidden_kind(archive_entry* entry) {
  if (archive_entry_hardlink(entry) != nullptr) return "a hard link";
  switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
    case AE_IFDIR:
      return nullptr;
    case AE_IFLNK:
      return "a symbolic link";
    case AE_IFCHR:
    case AE_IFBLK:
      return "a device";
    case AE_IFIFO:
      return "a pipe";
    default:
      return "neither file nor folder";
  }
}

}  // namespace

struct ArchiveReader::Source {
  Source(const std::string& path, const ProgressCallback& callback)
      : file(path), handle(path, file), progress(callback, file.file().size()) {
    archive_read_support_format_tar(handle.get());
    if (!file.compressed()) {
      // Not the streaming zip reader: it takes a zip that lost its end for a whole one, and a link
      // for a file.
      archive_read_support_format_zip_seekable(handle.get());
      archive_read_support_format_7zip(handle.get());
      handle.allow_seeking(file.file());
    }
    handle.open(kNoArchive);
  }

  DecompressedFile file;
  detail::ArchiveHandle handle;
  ByteProgress progress;
  archive_entry* entry = nullptr;
  // The last block of the current member, and where in the member it belongs.
  const void* block = nullptr;
  std::size_t block_size = 0;
  la_int64_t block_offset = 0;
};

ArchiveReader::ArchiveReader(const std::string& path, const ProgressCallback& progress,
                             std::int64_t max_members)
    : path_(path), source_(std::make_unique<Source>(path, progress)), max_members_(max_members) {}

ArchiveReader::~ArchiveReader() = default;

bool ArchiveReader::next() {
  detail::ArchiveHandle& handle = source_->handle;
  for (;;) {
    while (has_data_ && next_block()) {
    }
    const int result = archive_read_next_header(handle.get(), &source_->entry);
    if (result == ARCHIVE_EOF) {
      finish();
      return false;
    }
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) handle.fail("truncated or corrupt archive");
    check_member();
    has_data_ = true;
    source_->progress.at(source_->file.file().position());
    if (archive_entry_filetype(source_->entry) == AE_IFREG) return true;
  }
}

void ArchiveReader::check_member() {
  if (++members_ > max_members_) {
    throw IoError(fmt::format("{}: has more than {} members; refused", path_, max_members_));
  }
  const char* name = archive_entry_pathname(source_->entry);
  if (name == nullptr) name = archive_entry_pathname_utf8(source_->entry);
  if (name == nullptr) {
    throw IoError(
        fmt::format("{}: member number {} has a name that is not UTF-8; refused", path_, members_));
  }
  member_ = clean_name(path_, name);
  if (const char* kind = forbidden_kind(source_->entry)) {
    throw IoError(fmt::format("{}: member {} is {}; only files and folders are read", path_,
                              quote(member_), kind));
  }
  if (archive_entry_filetype(source_->entry) == AE_IFREG && !seen_.insert(member_).second) {
    throw IoError(fmt::format("{}: member {} comes twice; refused", path_, quote(member_)));
  }
}

bool ArchiveReader::next_block() {
  Source& source = *source_;
  const int result = archive_read_data_block(source.handle.get(), &source.block, &source.block_size,
                                             &source.block_offset);
  if (result == ARCHIVE_EOF) {
    has_data_ = false;
    return false;
  }
  if (result != ARCHIVE_OK) {
    source.handle.fail("member " + quote(member_) + ": truncated or corrupt archive");
  }
  data_bytes_ += static_cast<std::int64_t>(source.block_size);
  check_expansion(path_, data_bytes_, source.file.file().size());
  source.progress.at(source.file.file().position());
  return true;
}

std::string ArchiveReader::read(std::int64_t max_bytes) {
  std::string bytes;
  while (has_data_ && next_block()) {
    const auto size = static_cast<std::int64_t>(source_->block_size);
    if (source_->block_offset > max_bytes - size) {
      throw IoError(fmt::format("{}: member {} is larger than {} bytes; refused", path_,
                                quote(member_), max_bytes));
    }
    bytes.resize(
        static_cast<std::size_t>(source_->block_offset));  // a hole of a sparse file: zeros
    bytes.append(static_cast<const char*>(source_->block), source_->block_size);
  }
  return bytes;
}

void ArchiveReader::finish() {
  detail::ArchiveHandle& handle = source_->handle;
  const int format = archive_format(handle.get()) & ARCHIVE_FORMAT_BASE_MASK;
  if (format != ARCHIVE_FORMAT_TAR) return;
  handle.drain();
  if (!handle.ends_in_zero_block()) {
    throw IoError(path_ + ": truncated or corrupt archive: it lacks the end mark of a tar");
  }
}

}  // namespace nmf
