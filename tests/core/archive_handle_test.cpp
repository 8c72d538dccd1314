#include "nmf/core/archive_handle.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf::detail {
namespace {

/// Some bytes, then an exception or the end.
struct Scripted : ByteStream {
  std::string bytes;
  bool throws = false;

  std::size_t read(std::span<char> buffer) override {
    if (bytes.empty() && throws) throw Interrupted();
    const std::size_t count = std::min(buffer.size(), bytes.size());
    std::copy_n(bytes.begin(), count, buffer.begin());
    bytes.erase(0, count);
    return count;
  }
};

TEST(ArchiveHandle, CarriesTheStreamsOwnExceptionAcrossLibarchive) {
  Scripted stream;
  stream.throws = true;
  ArchiveHandle handle("where", stream);
  archive_read_support_format_tar(handle.get());
  EXPECT_THROW(handle.open("what"), Interrupted);
}

TEST(ArchiveHandle, NamesThePlaceInItsOwnErrors) {
  Scripted stream;
  stream.bytes = "this is no archive";
  ArchiveHandle handle("where", stream);
  archive_read_support_format_tar(handle.get());
  EXPECT_EQ(test::message_of<IoError>([&] { handle.open("what"); }),
            "where: what: Unrecognized archive format");
}

TEST(ArchiveHandle, KnowsWhetherTheStreamEndedInZeros) {
  const auto ends_in_zeros = [](const std::string& bytes) {
    Scripted stream;
    stream.bytes = bytes;
    ArchiveHandle handle("where", stream);
    handle.drain();
    return handle.ends_in_zero_block();
  };
  EXPECT_TRUE(ends_in_zeros(std::string(512, 'x') + std::string(512, '\0')));
  EXPECT_TRUE(ends_in_zeros(std::string(65536, '\0')));
  EXPECT_TRUE(ends_in_zeros(std::string(512, 'x') + std::string(2 * 65536, '\0')));
  EXPECT_FALSE(ends_in_zeros("x" + std::string(511, '\0')));
  EXPECT_FALSE(ends_in_zeros("x" + std::string(512, '\0')));
  EXPECT_FALSE(ends_in_zeros(std::string(512, '\0') + "x"));
  EXPECT_FALSE(ends_in_zeros(""));
}

}  // namespace
}  // namespace nmf::detail
