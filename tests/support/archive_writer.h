#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace nmf::test {

/// What an archive is made of; a hostile one too.
struct Member {
  std::string name;
  std::string content = {};
  unsigned kind = AE_IFREG;
  std::string link = {};  ///< target, of a symbolic link or (kind AE_IFREG) of a hard link
};

namespace detail {

inline void check(int result, archive* a) {
  if (result < ARCHIVE_WARN) throw std::runtime_error(archive_error_string(a));
}

inline void choose_filter(archive* a, std::string_view name) {
  if (name.ends_with(".gz") || name.ends_with(".tgz")) check(archive_write_add_filter_gzip(a), a);
  if (name.ends_with(".xz")) check(archive_write_add_filter_xz(a), a);
  if (name.ends_with(".zst")) check(archive_write_add_filter_zstd(a), a);
  if (name.ends_with(".bz2")) check(archive_write_add_filter_bzip2(a), a);
}

inline void write_member(archive* a, const Member& member) {
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, member.name.c_str());
  archive_entry_set_filetype(entry, member.kind);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, static_cast<la_int64_t>(member.content.size()));
  if (!member.link.empty() && member.kind == AE_IFLNK) {
    archive_entry_set_symlink(entry, member.link.c_str());
  } else if (!member.link.empty()) {
    archive_entry_set_hardlink(entry, member.link.c_str());
  }
  check(archive_write_header(a, entry), a);
  if (!member.content.empty()) {
    archive_write_data(a, member.content.data(), member.content.size());
  }
  archive_entry_free(entry);
}

}  // namespace detail

/// Writes an archive; format and compression follow from the end of the file's name.
inline void write_archive(const std::filesystem::path& path, const std::vector<Member>& members) {
  const std::string name = path.filename().string();
  archive* a = archive_write_new();
  detail::choose_filter(a, name);
  if (name.ends_with(".zip")) {
    archive_write_set_format_zip(a);
  } else if (name.ends_with(".7z")) {
    archive_write_set_format_7zip(a);
  } else {
    archive_write_set_format_pax_restricted(a);
  }
  detail::check(archive_write_open_filename(a, path.c_str()), a);
  for (const Member& member : members) detail::write_member(a, member);
  detail::check(archive_write_close(a), a);
  archive_write_free(a);
}

/// Writes `content`, `times` over, compressed as the end of the file's name says.
inline void write_compressed(const std::filesystem::path& path, std::string_view content,
                             int times = 1) {
  archive* a = archive_write_new();
  detail::choose_filter(a, path.filename().string());
  archive_write_set_format_raw(a);
  detail::check(archive_write_open_filename(a, path.c_str()), a);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  detail::check(archive_write_header(a, entry), a);
  for (int i = 0; i < times; ++i) archive_write_data(a, content.data(), content.size());
  archive_entry_free(entry);
  detail::check(archive_write_close(a), a);
  archive_write_free(a);
}

/// Writes a plain file, and the folders to it.
inline void write_file(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << content;
  if (!file.flush()) throw std::runtime_error("can't write " + path.string());
}

/// A stream's bytes, to the end.
template <typename Stream>
std::string read_all(Stream& stream) {
  std::string all;
  std::string buffer(777, '\0');  // no divisor of the sizes in the library
  for (;;) {
    const std::size_t count = stream.read(buffer);
    all.append(buffer, 0, count);
    if (count < buffer.size()) return all;
  }
}

}  // namespace nmf::test
