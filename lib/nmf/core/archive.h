#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "nmf/core/byte_stream.h"
#include "nmf/core/decompress.h"
#include "nmf/core/progress.h"

namespace nmf {

/// An archive may have this many members: fifty times 20 Newsgroups. Each name is kept in memory,
/// so a header bomb must end somewhere.
constexpr std::int64_t kMaxMembers = 1'000'000;

/// Walks the regular files of an archive in one pass, without unpacking anything on disk: tar
/// (plain or packed with gzip, xz, zstd, bzip2) or zip, told by content. A 7z is refused by name.
///
/// The archive is not trusted. IoError that names the member refuses a path that is absolute,
/// climbs out (`..`), is longer than 4096 bytes, comes twice or names no file, and anything but
/// files and folders (links, devices, pipes); IoError also for truncated or corrupt archives, past
/// max_members and past the limit of check_expansion.
///
/// A zip has its table of contents at the end: one that is packed once more (`.zip.gz`) or comes
/// from standard input (path `-`) is first put aside on disk.
class ArchiveReader {
 public:
  /// \param progress     told "reading", bytes of the archive file
  /// \param max_members  files and folders together
  /// Throws IoError if the path can't be read or is no such archive.
  explicit ArchiveReader(const std::string& path, const ProgressCallback& progress = {},
                         std::int64_t max_members = kMaxMembers);
  /// The same for a file that is open, of which nothing but `peek` was read.
  explicit ArchiveReader(std::unique_ptr<DecompressedFile> file,
                         const ProgressCallback& progress = {},
                         std::int64_t max_members = kMaxMembers);
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  /// Moves to the next regular file; what was not read of the last one is passed over.
  /// False at the end, when the whole archive has been verified.
  bool next();

  /// Path of the current member, without `.` and empty components: `folder/file`.
  [[nodiscard]] const std::string& member() const { return member_; }

  /// All bytes of the current member, once. Throws IoError past `max_bytes`.
  std::string read(std::int64_t max_bytes);

  /// The next bytes of the current member, as ByteStream::read gives them: fewer than asked for
  /// mean its end. Holds one block of the archive, however large the member.
  std::size_t read_some(std::span<char> buffer);

 private:
  struct Source;
  bool next_block();
  void count_data(std::int64_t bytes);
  void check_member();
  void finish();

  std::string path_;
  std::unique_ptr<Source> source_;
  std::string member_;
  std::unordered_set<std::string> seen_;  // looked up only, never walked: order can't show
  std::int64_t max_members_;
  std::int64_t members_ = 0;
  std::int64_t data_bytes_ = 0;
  bool has_data_ = false;
  bool at_end_ = false;
};

/// The current member of an archive as a stream.
class MemberStream : public ByteStream {
 public:
  /// \param archive  outlives the stream
  explicit MemberStream(ArchiveReader& archive) : archive_(&archive) {}
  std::size_t read(std::span<char> buffer) override { return archive_->read_some(buffer); }

 private:
  ArchiveReader* archive_;
};

/// Whether a file is an archive by the first bytes inside it: a zip, a 7z or a POSIX tar.
bool is_archive_by_content(std::string_view head);
/// Bytes that is_archive_by_content looks at.
constexpr std::size_t kArchiveHead = 512;

/// Whether a file is an archive by its name: `.tar`, `.tar.SUFFIX`, `.tgz`, `.txz`, `.tzst`,
/// `.tbz2`, `.zip` or `.7z`, in capitals or not.
bool is_archive_by_name(std::string_view path);

}  // namespace nmf
