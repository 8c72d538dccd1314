#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "nmf/core/byte_stream.h"
#include "nmf/core/progress.h"

namespace nmf::detail {

class FileWalk;

/// The files that a source is made of, one after the other, without unpacking anything on disk: the
/// file itself or standard input (path `-`), each decompressed; the regular files of a folder and
/// its subfolders, by sorted path, each decompressed; the members of an archive, by sorted path
/// too, so that an archive and its folder agree, each as it is (a packed one is not unpacked once
/// more). Members that lie in another order, and those from standard input, are put aside on disk.
///
/// A file is an archive by its first bytes or its name (see is_archive_by_content, _by_name).
/// Hidden files, whose name or a folder of which begins with a dot, are left out of folders and
/// archives.
class SourceFiles {
 public:
  /// Of the members of an archive.
  enum class Order { sorted, as_they_lie };
  /// Whether a file of a folder or archive may be an archive itself; else it is refused by name.
  enum class Inside { no_archives, archives };

  /// \param progress  told "reading": bytes of the file or archive (total 0 for standard input), or
  ///                  files of the folder
  /// Throws IoError: see files_below, ArchiveReader and DecompressedFile.
  SourceFiles(const std::string& path, const ProgressCallback& progress,
              Order order = Order::sorted, Inside inside = Inside::no_archives);
  ~SourceFiles();
  SourceFiles(const SourceFiles&) = delete;
  SourceFiles& operator=(const SourceFiles&) = delete;

  /// Whether the files are the members of an archive.
  [[nodiscard]] bool is_archive() const;

  /// Whether there is one file, which has no other beside it.
  [[nodiscard]] bool is_one_file() const;

  /// Bytes, as they lie on disk, of what was opened so far; 0 for standard input.
  [[nodiscard]] std::int64_t opened_bytes() const;

  /// Moves to the next file; false at the end. Throws IoError, also where there is no file at all.
  bool next();

  /// The bytes of the current file; valid until the next call of `next`.
  [[nodiscard]] ByteStream& stream();

  /// Path below the folder or inside the archive, with `/`; for a file its own name; `-`.
  [[nodiscard]] const std::string& name() const;

  /// What errors begin with: the path, or `ARCHIVE: member NAME`; `standard input`.
  [[nodiscard]] const std::string& where() const;

 private:
  std::unique_ptr<FileWalk> walk_;
  bool any_ = false;
  std::string path_;
};

/// The progress of a pass that only looks what there is: told "listing".
ProgressCallback as_listing(const ProgressCallback& progress);

/// Throws IoError if a file that lies in a folder or archive is an archive itself.
/// \param head  its first kArchiveHead bytes
void refuse_archive_inside(const std::string& where, std::string_view head);

}  // namespace nmf::detail
