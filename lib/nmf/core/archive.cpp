#include "nmf/core/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "nmf/core/archive_handle.h"
#include "nmf/core/byte_progress.h"
#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/core/put_aside.h"
#include "nmf/core/quote.h"

namespace nmf {
namespace {

constexpr const char* kNoArchive =
    "is no archive that can be read (tar or zip; a tar also packed with gzip, xz, zstd or bzip2)";
constexpr std::size_t kMaxName = 4096;  // Linux's PATH_MAX
constexpr std::string_view k7z = "7z\xBC\xAF\x27\x1C";

bool is_zip(std::string_view head) {
  constexpr std::string_view kEmptyZip = "PK\5\6";
  return head.starts_with("PK\3\4") || head.starts_with(kEmptyZip);
}

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

bool can_seek(const DecompressedFile& file) {
  return !file.compressed() && !file.is_standard_input();
}

/// The file itself, or a copy of it that can be read as its format asks for.
std::unique_ptr<DecompressedFile> readable(std::unique_ptr<DecompressedFile> file,
                                           const ProgressCallback& progress) {
  const std::string head = file->peek(kArchiveHead);
  if (head.starts_with(k7z)) {
    throw IoError(
        file->where() +
        ": is a 7z archive, which is not read, as its head alone can ask for gigabytes of memory; "
        "pack the files as a tar or a zip");
  }
  if (!is_zip(head) || can_seek(*file)) return file;
  return put_aside(file->where(), *file, progress);
}

}  // namespace

struct ArchiveReader::Source {
  Source(std::unique_ptr<DecompressedFile> opened, const ProgressCallback& callback)
      : packed_size(opened->size()),
        file(readable(std::move(opened), callback)),
        handle(file->where(), *file),
        progress(callback, file->size()) {
    archive_read_support_format_tar(handle.get());
    if (can_seek(*file)) {
      // Not the streaming zip reader: it takes a zip that lost its end for a whole one, and a link
      // for a file.
      archive_read_support_format_zip_seekable(handle.get());
      handle.allow_seeking(file->file());
    }
    handle.open(kNoArchive);
  }

  void report() { progress.at(file->position()); }

  std::int64_t packed_size;  // bytes of the file as it lies there; 0: not known
  std::unique_ptr<DecompressedFile> file;
  detail::ArchiveHandle handle;
  ByteProgress progress;
  archive_entry* entry = nullptr;
  // The last block of the current member, and where in the member it belongs.
  const void* block = nullptr;
  std::size_t block_size = 0;
  la_int64_t block_offset = 0;
  la_int64_t given = 0;  // bytes of the member that read_some has given
};

ArchiveReader::ArchiveReader(const std::string& path, const ProgressCallback& progress,
                             std::int64_t max_members)
    : ArchiveReader(std::make_unique<DecompressedFile>(path, progress), progress, max_members) {}

ArchiveReader::ArchiveReader(std::unique_ptr<DecompressedFile> file,
                             const ProgressCallback& progress, std::int64_t max_members)
    : path_(file->where()),
      source_(std::make_unique<Source>(std::move(file), progress)),
      max_members_(max_members) {}

ArchiveReader::~ArchiveReader() = default;

bool ArchiveReader::next() {
  detail::ArchiveHandle& handle = source_->handle;
  while (!at_end_) {
    while (has_data_ && next_block()) {
    }
    const int result = archive_read_next_header(handle.get(), &source_->entry);
    if (result == ARCHIVE_EOF) {
      at_end_ = true;
      finish();
      break;
    }
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) handle.fail("truncated or corrupt archive");
    check_member();
    has_data_ = true;
    source_->block_size = 0;
    source_->block_offset = source_->given = 0;
    source_->report();
    if (archive_entry_filetype(source_->entry) == AE_IFREG) return true;
  }
  return false;
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
    throw IoError(
        fmt::format("{}: member {} is {}; only files and folders are read; pack what it leads to",
                    path_, quote(member_), kind));
  }
  const bool is_file = archive_entry_filetype(source_->entry) == AE_IFREG;
  if (is_file && member_.empty()) {  // of a folder it is the archive's own, `./`
    throw IoError(fmt::format("{}: member number {} is a file without a name, {}; refused", path_,
                              members_, quote(name)));
  }
  if (is_file && !seen_.insert(member_).second) {
    throw IoError(fmt::format("{}: member {} comes twice; refused", path_, quote(member_)));
  }
}

bool ArchiveReader::next_block() {
  Source& source = *source_;
  const int result = archive_read_data_block(source.handle.get(), &source.block, &source.block_size,
                                             &source.block_offset);
  if (result == ARCHIVE_EOF) {
    has_data_ = false;
    source.block_size = 0;
    source.block_offset = source.given;
    return false;
  }
  if (result != ARCHIVE_OK) {
    source.handle.fail("member " + quote(member_) + ": truncated or corrupt archive");
  }
  count_data(static_cast<std::int64_t>(source.block_size));
  source.report();
  return true;
}

void ArchiveReader::count_data(std::int64_t bytes) {
  data_bytes_ += bytes;
  const DecompressedFile& file = *source_->file;
  const std::int64_t size = source_->packed_size > 0   ? source_->packed_size
                            : file.is_standard_input() ? file.position()
                                                       : file.size();
  check_expansion(path_, data_bytes_, size);
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

std::size_t ArchiveReader::read_some(std::span<char> buffer) {
  Source& source = *source_;
  std::size_t count = 0;
  while (count < buffer.size()) {
    const la_int64_t block_end = source.block_offset + static_cast<la_int64_t>(source.block_size);
    if (source.given >= block_end) {
      if (!has_data_ || !next_block()) break;
      continue;
    }
    const bool in_hole = source.given < source.block_offset;
    const la_int64_t there = (in_hole ? source.block_offset : block_end) - source.given;
    const auto taken =
        static_cast<std::size_t>(std::min(there, static_cast<la_int64_t>(buffer.size() - count)));
    if (in_hole) {  // of a sparse file: zeros
      std::fill_n(buffer.data() + count, taken, '\0');
      count_data(static_cast<std::int64_t>(taken));
    } else {
      std::copy_n(static_cast<const char*>(source.block) + (source.given - source.block_offset),
                  taken, buffer.data() + count);
    }
    source.given += static_cast<la_int64_t>(taken);
    count += taken;
  }
  return count;
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

bool is_archive_by_content(std::string_view head) {
  constexpr std::size_t kTarMagic = 257;
  return is_zip(head) || head.starts_with(k7z) ||
         (head.size() >= kArchiveHead && head.substr(kTarMagic).starts_with("ustar"));
}

bool is_archive_by_name(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  for (const char* suffix : {".tar", ".tgz", ".txz", ".tzst", ".tbz2", ".zip", ".7z"}) {
    if (name.ends_with(suffix)) return true;
  }
  const std::size_t last = name.rfind('.');
  return last != std::string::npos && std::string_view(name).substr(0, last).ends_with(".tar");
}

}  // namespace nmf
