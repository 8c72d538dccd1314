#pragma once

#include "tests/fuzz/fuzz.h"
#include "tests/support/archive_writer.h"

namespace nmf::fuzz {

/// Members from `NAME|CONTENT~NAME|CONTENT~...`.
inline std::vector<test::Member> members_of(Input& input) {
  std::vector<test::Member> members;
  while (!input.empty()) {
    Input member = input.part('~');
    const std::string_view name = member.until('|');
    members.push_back({std::string(name), std::string(member.rest())});
  }
  return members;
}

/// The bytes of an archive, so that the input need not get checksums right.
inline std::string packed(const std::vector<test::Member>& members, bool zip) {
  std::size_t room = 1U << 16U;
  for (const test::Member& member : members)
    room += member.content.size() + 8 * member.name.size() + 4096;
  std::string bytes(room, '\0');
  std::size_t size = 0;
  archive* const a = archive_write_new();
  zip ? archive_write_set_format_zip(a) : archive_write_set_format_pax_restricted(a);
  archive_write_set_bytes_per_block(a, 0);
  test::detail::check(archive_write_open_memory(a, bytes.data(), bytes.size(), &size), a);
  for (const test::Member& member : members) {
    // libarchive refuses to write what has no name.
    if (!member.name.empty()) test::detail::write_member(a, member);
  }
  test::detail::check(archive_write_close(a), a);
  archive_write_free(a);
  bytes.resize(size);
  return bytes;
}

}  // namespace nmf::fuzz
