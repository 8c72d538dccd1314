// Compressed files and archives as they come. Input: the file.

#include "nmf/core/archive.h"

#include <array>

#include "nmf/core/decompress.h"
#include "tests/fuzz/fuzz.h"

using namespace nmf;

namespace {

/// Reads a stream to its end in steps that are no divisor of the library's.
void read_all(ByteStream& stream) {
  static std::array<char, 7777> buffer;
  while (stream.read(buffer) == buffer.size()) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  static fuzz::MemoryFile file;
  const std::string& path = file.hold(input.rest());
  fuzz::may_refuse([&] {
    DecompressedFile inside(path);
    inside.peek(kArchiveHead);
    read_all(inside);
  });
  fuzz::may_refuse([&] {
    ArchiveReader archive(path);
    while (archive.next()) {
      const std::string& name = archive.member();
      fuzz::require(!name.empty() && name.front() != '/', "a member's path is relative");
      fuzz::require(("/" + name + "/").find("/../") == std::string::npos, "no path climbs");
      MemberStream stream(archive);
      read_all(stream);
    }
  });
  return 0;
}
