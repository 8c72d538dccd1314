#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <vector>

#include "tests/fuzz/fuzz.h"

namespace nmf::fuzz {

struct Member {
  std::string name;
  std::string content;
};

/// Members from `NAME|CONTENT~NAME|CONTENT~...`.
inline std::vector<Member> members_of(Input& input) {
  std::vector<Member> members;
  while (!input.empty()) {
    Input member = input.part('~');
    const std::string_view name = member.until('|');
    members.push_back({std::string(name), std::string(member.rest())});
  }
  return members;
}

/// The bytes of an archive, so that the input need not get checksums right. What libarchive does
/// not write, such as a member without a name, is not in it.
inline std::string packed(const std::vector<Member>& members, bool zip) {
  std::size_t room = 1U << 16U;
  for (const Member& member : members)
    room += 8192 + 8 * member.name.size() + 2 * member.content.size();
  std::string bytes(room, '\0');
  std::size_t size = 0;
  archive* const a = archive_write_new();
  zip ? archive_write_set_format_zip(a) : archive_write_set_format_pax_restricted(a);
  archive_write_set_bytes_per_block(a, 0);
  archive_write_open_memory(a, bytes.data(), bytes.size(), &size);
  for (const Member& member : members) {
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.content.size()));
    const bool begun = !member.name.empty() && archive_write_header(a, entry) >= ARCHIVE_WARN;
    if (begun && !member.content.empty())
      archive_write_data(a, member.content.data(), member.content.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  bytes.resize(size);
  return bytes;
}

}  // namespace nmf::fuzz
