#include "nmf/core/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"

namespace nmf {
namespace {

using test::Member;
using test::message_of;
using test::TemporaryDirectory;
using test::write_archive;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::StartsWith;

constexpr std::int64_t kPlenty = 1 << 20;

std::map<std::string, std::string> contents(const std::string& path) {
  std::map<std::string, std::string> files;
  ArchiveReader archive(path);
  while (archive.next()) files[archive.member()] = archive.read(kPlenty);
  return files;
}

std::string refusal(const std::filesystem::path& path) {
  return message_of<IoError>([&] { contents(path.string()); });
}

std::string refusal_of_member(const Member& member, const std::string& name = "a.tar.gz") {
  const TemporaryDirectory folder;
  write_archive(folder / name, {{"first", "fine"}, member});
  std::string message = refusal(folder / name);
  EXPECT_THAT(message, StartsWith((folder / name).string() + ": member "));
  return message;
}

class ArchiveKinds : public testing::TestWithParam<const char*> {};

TEST_P(ArchiveKinds, GivesTheRegularFilesByCleanName) {
  const TemporaryDirectory folder;
  const std::string path = (folder / GetParam()).string();
  const std::string large(300'000, 'x');
  write_archive(path, {{"./top/", "", AE_IFDIR},
                       {"./top//one", "1\n"},
                       {"top/./empty", ""},
                       {"top/nul", std::string("a\0b", 3)},
                       {"large", large}});
  EXPECT_THAT(contents(path),
              ElementsAre(Pair("large", large), Pair("top/empty", ""),
                          Pair("top/nul", std::string("a\0b", 3)), Pair("top/one", "1\n")));
}

TEST_P(ArchiveKinds, PassesOverWhatIsNotRead) {
  const TemporaryDirectory folder;
  const std::string path = (folder / GetParam()).string();
  write_archive(path, {{"a", std::string(100'000, 'a')}, {"b", "wanted"}, {"c", "c"}});
  ArchiveReader archive(path);
  ASSERT_TRUE(archive.next());
  ASSERT_TRUE(archive.next());
  EXPECT_EQ(archive.member(), "b");
  EXPECT_EQ(archive.read(kPlenty), "wanted");
  EXPECT_EQ(archive.read(kPlenty), "");
  ASSERT_TRUE(archive.next());
  EXPECT_FALSE(archive.next());
}

INSTANTIATE_TEST_SUITE_P(All, ArchiveKinds,
                         testing::Values("a.tar", "a.tar.gz", "a.tgz", "a.tar.xz", "a.tar.zst",
                                         "a.tar.bz2", "a.zip", "name.says.nothing"));

TEST(Archive, RefusesPathsThatLeadOut) {
  EXPECT_THAT(refusal_of_member({"../up", "x"}),
              HasSubstr("member '../up' climbs out of the archive by '..'; refused"));
  EXPECT_THAT(refusal_of_member({"a/../../up", "x"}), HasSubstr("climbs out"));
  EXPECT_THAT(refusal_of_member({"a/..", "", AE_IFDIR}), HasSubstr("climbs out"));
  EXPECT_THAT(refusal_of_member({"/etc/passwd", "x"}),
              HasSubstr("member '/etc/passwd' has an absolute path; refused"));
  EXPECT_THAT(refusal_of_member({"../up", "x"}, "a.zip"), HasSubstr("climbs out"));
}

TEST(Archive, RefusesWhatIsNeitherFileNorFolder) {
  EXPECT_THAT(refusal_of_member({"soft", "", AE_IFLNK, "/etc/passwd"}),
              HasSubstr("member 'soft' is a symbolic link; only files and folders are read; pack "
                        "what it leads to"));
  EXPECT_THAT(refusal_of_member({"soft", "", AE_IFLNK, "first"}, "a.zip"),
              HasSubstr("symbolic link"));
  EXPECT_THAT(refusal_of_member({"hard", "", AE_IFREG, "first"}),
              HasSubstr("member 'hard' is a hard link"));
  EXPECT_THAT(refusal_of_member({"pipe", "", AE_IFIFO}), HasSubstr("member 'pipe' is a pipe"));
  EXPECT_THAT(refusal_of_member({"dev", "", AE_IFCHR}), HasSubstr("member 'dev' is a device"));
  EXPECT_THAT(refusal_of_member({"dev", "", AE_IFBLK}), HasSubstr("member 'dev' is a device"));
}

TEST(Archive, RefusesOddNames) {
  EXPECT_THAT(refusal_of_member({"./first", "other"}),
              HasSubstr("member 'first' comes twice; refused"));
  EXPECT_THAT(refusal_of_member({std::string(4097, 'n'), "x"}),
              HasSubstr("has a name longer than 4096 bytes; refused"));
  EXPECT_THAT(refusal_of_member({"../\x1b[2J", "x"}), HasSubstr("'../\\x1b[2J'"));
  EXPECT_THAT(refusal_of_member({"./.", "x"}),
              HasSubstr("member number 2 is a file without a name, './.'; refused"));
}

TEST(Archive, RefusesAMemberBeyondTheLimit) {
  const TemporaryDirectory folder;
  const std::string path = (folder / "a.tar.gz").string();
  write_archive(path, {{"long", std::string(1001, 'x')}});
  ArchiveReader fits(path);
  ASSERT_TRUE(fits.next());
  EXPECT_EQ(fits.read(1001).size(), 1001U);
  ArchiveReader archive(path);
  ASSERT_TRUE(archive.next());
  EXPECT_EQ(message_of<IoError>([&] { (void)archive.read(1000); }),
            path + ": member 'long' is larger than 1000 bytes; refused");
}

TEST(Archive, RefusesTooManyMembers) {
  const TemporaryDirectory folder;
  const std::string path = (folder / "a.tar").string();
  write_archive(path, {{"a/", "", AE_IFDIR}, {"a/1", ""}, {"a/2", ""}});
  ArchiveReader fits(path, {}, 3);
  while (fits.next()) {
  }
  ArchiveReader archive(path, {}, 2);
  ASSERT_TRUE(archive.next());
  EXPECT_EQ(message_of<IoError>([&] { archive.next(); }),
            path + ": has more than 2 members; refused");
}

TEST(Archive, RefusesABombEvenWhenItIsNotRead) {
  const TemporaryDirectory folder;
  std::string zeros;
  zeros.resize(300'000'000);
  write_archive(folder / "bomb.tar.zst", {{"zeros", zeros}});
  ArchiveReader archive((folder / "bomb.tar.zst").string());
  ASSERT_TRUE(archive.next());
  EXPECT_THAT(message_of<IoError>([&] { archive.next(); }),
              HasSubstr("over 1000 times as much; refused as a decompression bomb"));
}

TEST(Archive, RefusesA7zByName) {
  const TemporaryDirectory folder;
  write_archive(folder / "a.7z", {{"one", "some text"}});
  EXPECT_EQ(refusal(folder / "a.7z"),
            (folder / "a.7z").string() +
                ": is a 7z archive, which is not read, as its head alone can ask for gigabytes of "
                "memory; pack the files as a tar or a zip");
}

TEST(Archive, EveryTruncationIsAnError) {
  const TemporaryDirectory folder;
  for (const char* name : {"a.tar", "a.tar.gz", "a.tar.xz", "a.tar.zst", "a.tar.bz2", "a.zip"}) {
    write_archive(folder / name, {{"one", "some text\n"}, {"two", std::string(2000, 'y')}});
    const std::string whole = test::read_file(folder / name);
    // A plain tar is padded with zeros: what counts is that nothing up to its end mark is missing.
    const std::size_t end =
        std::string_view(name) == "a.tar" ? whole.find_last_not_of('\0') + 1 : whole.size();
    const std::size_t step = whole.size() > 2000 ? 97 : 1;
    for (std::size_t size = 0; size < end; size += step) {
      test::write_file(folder / "cut", std::string_view(whole).substr(0, size));
      EXPECT_NE(refusal(folder / "cut"), "") << name << " cut to " << size;
    }
  }
}

TEST(Archive, ATarThatEndsBetweenTwoMembersIsTruncated) {
  const TemporaryDirectory folder;
  write_archive(folder / "a.tar", {{"one", "x"}, {"two", "y"}});
  test::write_file(folder / "a.tar", test::read_file(folder / "a.tar").substr(0, 1024));
  EXPECT_EQ(refusal(folder / "a.tar"), (folder / "a.tar").string() +
                                           ": truncated or corrupt archive: it lacks the end mark "
                                           "of a tar");
}

TEST(Archive, ADamagedByteIsAnError) {
  const TemporaryDirectory folder;
  for (const char* name : {"a.tar.gz", "a.tar.xz", "a.zip"}) {
    std::string text;  // long enough that the middle of the archive lies in it
    for (int i = 0; i < 2000; ++i) text += std::to_string(i * 7919 % 10'007);
    write_archive(folder / name, {{"one", text}});
    std::string bytes = test::read_file(folder / name);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    test::write_file(folder / name, bytes);
    EXPECT_NE(refusal(folder / name), "") << name;
  }
}

TEST(Archive, RefusesWhatIsNoArchive) {
  const TemporaryDirectory folder;
  test::write_file(folder / "page.tar.gz", "<html>404</html>");
  EXPECT_THAT(refusal(folder / "page.tar.gz"), HasSubstr(": is no archive that can be read"));
  test::write_compressed(folder / "text.gz", "just text");
  EXPECT_THAT(refusal(folder / "text.gz"), HasSubstr(": is no archive that can be read"));
  EXPECT_EQ(refusal(folder / "missing.tar"),
            (folder / "missing.tar").string() + ": no such file or folder");
  EXPECT_EQ(refusal(folder.path()), folder.path().string() + ": is a folder, expected a file");
}

TEST(Archive, ReportsProgressAndStopsWhenAsked) {
  const TemporaryDirectory folder;
  const std::string path = (folder / "a.tar").string();
  write_archive(path, {{"a", std::string(3 << 20, 'a')}, {"b", "b"}});
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
  std::vector<std::int64_t> done;
  ArchiveReader archive(path, [&](const Progress& progress) {
    EXPECT_EQ(progress.total, size);
    EXPECT_STREQ(progress.unit, "bytes");
    done.push_back(progress.done);
    return true;
  });
  while (archive.next()) {
  }
  EXPECT_GE(done.size(), 3U);
  EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
  ArchiveReader stopped(path, [](const Progress&) { return false; });
  ASSERT_TRUE(stopped.next());
  EXPECT_THROW(stopped.next(), Interrupted);
}

TEST(Archive, GivesAMemberPieceByPiece) {
  const TemporaryDirectory folder;
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919 % 10'007);
  for (const char* name : {"a.tar", "a.tar.gz", "a.zip"}) {
    write_archive(folder / name, {{"passed over", text}, {"a", text}, {"b", "b"}, {"empty"}});
    ArchiveReader archive((folder / name).string());
    std::size_t members = 0;
    for (; archive.next(); ++members) {
      if (archive.member() == "passed over") continue;
      const std::string wanted = archive.member() == "a"   ? text
                                 : archive.member() == "b" ? "b"
                                                           : "";
      MemberStream stream(archive);
      EXPECT_EQ(test::read_all(stream), wanted) << name;
      EXPECT_EQ(test::read_all(stream), "") << "at its end";
    }
    EXPECT_EQ(members, 4U);
    EXPECT_FALSE(archive.next()) << "stays at its end";
  }
}

TEST(Archive, CountsAHoleAsItsZeros) {
  // GNU tar's old sparse format: 512 bytes of data behind a hole of 4 GiB.
  const TemporaryDirectory folder;
  write_archive(folder / "a.tar", {{"hole", std::string(512, 'd')}});
  std::string bytes = test::read_file(folder / "a.tar");
  const auto put = [&](std::size_t at, std::string_view value) {
    bytes.replace(at, value.size(), value);
  };
  bytes[156] = 'S';
  put(257, std::string_view("ustar  \0", 8));
  put(386, std::string_view("40000000000\0"
                            "00000001000\0",
                            24));                   // offset and size of the data
  put(483, std::string_view("40000001000\0", 12));  // size of the file
  put(148, "        ");
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i) sum += static_cast<unsigned char>(bytes[i]);
  std::string digits(6, '0');
  for (std::size_t i = 6; i-- > 0; sum /= 8) digits[i] = static_cast<char>('0' + sum % 8);
  put(148, digits + std::string("\0 ", 2));
  test::write_file(folder / "a.tar", bytes);
  ArchiveReader archive((folder / "a.tar").string());
  ASSERT_TRUE(archive.next());
  std::string buffer(1 << 20, 'x');
  std::int64_t read = 0;
  const std::string message = test::message_of<IoError>([&] {
    for (std::size_t count = 1; count > 0; read += static_cast<std::int64_t>(count)) {
      count = archive.read_some(buffer);
    }
  });
  EXPECT_GT(read, kExpansionGrace / 2);
  EXPECT_LE(read, kExpansionGrace);
  EXPECT_THAT(message, HasSubstr("refused as a decompression bomb"));
}

TEST(Archive, IsToldByContentAndName) {
  const TemporaryDirectory folder;
  for (const char* name : {"a.tar", "a.zip", "a.7z"}) {
    write_archive(folder / name, {{"a", "a"}});
    EXPECT_TRUE(is_archive_by_content(test::read_file(folder / name).substr(0, kArchiveHead)));
  }
  EXPECT_FALSE(is_archive_by_content(""));
  EXPECT_FALSE(is_archive_by_content(std::string(512, 'u')));
  for (const char* name : {"a.tar", "A.TAR.GZ", "d/a.tar.lz4", "a.tgz", "a.txz", "a.tzst", "a.tbz2",
                           "a.zip", "a.7z"}) {
    EXPECT_TRUE(is_archive_by_name(name)) << name;
  }
  for (const char* name : {"", "-", "tar", "a.tar/b", "a.tar.d/b", "a.gz", "a.txt", "star"}) {
    EXPECT_FALSE(is_archive_by_name(name)) << name;
  }
}

}  // namespace
}  // namespace nmf
