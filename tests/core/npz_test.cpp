#include "nmf/core/npz.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <cstring>
#include <map>

#include "nmf/core/error.h"
#include "nmf/core/npy.h"
#include "tests/support/temporary_directory.h"

namespace {

using nmf::test::read_file;
using nmf::test::TemporaryDirectory;

// [[0, 1.5, 0], [0, 0, 0], [-2, 0, 0.25]]
const nmf::CsrMatrix<double> kMatrix = {3, 3, {0, 1, 1, 3}, {1, 0, 2}, {1.5, -2.0, 0.25}};

std::uint32_t number_at(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at, size);
  return number;
}

std::string inflated(const std::string& bytes, std::size_t size) {
  std::string text(size, '\0');
  z_stream stream = {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(size);
  EXPECT_EQ(inflateInit2(&stream, -MAX_WBITS), Z_OK);
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return text;
}

struct Member {
  std::string content;
  std::uint32_t time = 0;  // date and time of day as MS-DOS has them
};

/// The files of a zip by its central directory.
std::map<std::string, Member> members_of(const std::string& zip) {
  std::map<std::string, Member> members;
  for (std::size_t at = zip.find("PK\x01\x02"); at != std::string::npos;
       at = zip.find("PK\x01\x02", at + 4)) {
    const std::string name = zip.substr(at + 46, number_at(zip, at + 28, 2));
    const std::size_t local = number_at(zip, at + 42, 4);
    const std::size_t begin =
        local + 30 + number_at(zip, local + 26, 2) + number_at(zip, local + 28, 2);
    const std::string packed = zip.substr(begin, number_at(zip, at + 20, 4));
    members[name] = {inflated(packed, number_at(zip, at + 24, 4)), number_at(zip, at + 12, 4)};
  }
  return members;
}

template <typename T>
std::string array_file(std::vector<T> values) {
  return nmf::npy_header(nmf::npy_type<T>(), {std::ssize(values)}) +
         std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

TEST(Npz, HoldsTheArraysThatScipyReads) {
  const TemporaryDirectory folder;
  nmf::write_npz(folder / "a.npz", kMatrix);
  const std::map<std::string, Member> members = members_of(read_file(folder / "a.npz"));
  ASSERT_EQ(members.size(), 5);
  EXPECT_EQ(members.at("indices.npy").content, array_file<std::int32_t>({1, 0, 2}));
  EXPECT_EQ(members.at("indptr.npy").content, array_file<std::int32_t>({0, 1, 1, 3}));
  EXPECT_EQ(members.at("format.npy").content, nmf::npy_header("|S3", {}) + "csr");
  EXPECT_EQ(members.at("shape.npy").content, array_file<std::int64_t>({3, 3}));
  EXPECT_EQ(members.at("data.npy").content, array_file<double>({1.5, -2.0, 0.25}));
}

TEST(Npz, KnowsNoTimeAndNoPlace) {
  const TemporaryDirectory folder;
  nmf::write_npz(folder / "a.npz", kMatrix);
  for (const auto& [name, member] : members_of(read_file(folder / "a.npz"))) {
    EXPECT_EQ(member.time, 0x00210000U) << name;  // 1980-01-01 00:00, the first that a zip can say
  }
  ::setenv("TZ", "Pacific/Auckland", 1);
  ::tzset();
  nmf::write_npz(folder / "b.npz", kMatrix);
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_EQ(read_file(folder / "a.npz"), read_file(folder / "b.npz"));
}

TEST(Npz, WritesAMatrixWithoutEntries) {
  const TemporaryDirectory folder;
  nmf::write_npz(folder / "a.npz", {0, 7, {0}, {}, {}});
  const std::map<std::string, Member> members = members_of(read_file(folder / "a.npz"));
  EXPECT_EQ(members.at("shape.npy").content, array_file<std::int64_t>({0, 7}));
  EXPECT_EQ(members.at("indptr.npy").content, array_file<std::int32_t>({0}));
  EXPECT_EQ(members.at("data.npy").content, array_file<double>({}));
}

TEST(Npz, AFullDiskIsAnErrorThatNamesTheFile) {
  const std::string message =
      nmf::test::message_of<nmf::IoError>([] { nmf::write_npz("/dev/full", kMatrix); });
  EXPECT_EQ(message.rfind("/dev/full: can't write: No space left on device", 0), 0) << message;
}

}  // namespace
