#include "nmf/corpus/source_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"
#include "tests/support/standard_input_from.h"

namespace nmf::detail {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using test::write_file;
using testing::ElementsAre;
using testing::HasSubstr;

/// `NAME=BYTES` of every file.
std::vector<std::string> seen_in(const fs::path& path, const ProgressCallback& progress = {}) {
  SourceFiles files(path.string(), progress);
  std::vector<std::string> seen;
  while (files.next()) seen.push_back(files.name() + '=' + test::read_all(files.stream()));
  EXPECT_FALSE(files.next());
  return seen;
}

std::vector<std::string> places_in(const fs::path& path) {
  SourceFiles files(path.string(), {});
  std::vector<std::string> places;
  while (files.next()) places.push_back(files.where());
  return places;
}

std::string refusal(const fs::path& path) {
  return test::message_of<IoError>([&] { seen_in(path); });
}

TEST(SourceFiles, OneFilePlainOrPacked) {
  const TemporaryDirectory top;
  write_file(top / "a.txt", "text");
  EXPECT_THAT(seen_in(top / "a.txt"), ElementsAre("a.txt=text"));
  EXPECT_THAT(places_in(top / "a.txt"), ElementsAre((top / "a.txt").string()));
  for (const char* name : {"a.txt.gz", "a.txt.xz", "a.txt.zst", "a.txt.bz2"}) {
    test::write_compressed(top / name, "text");
    EXPECT_THAT(seen_in(top / name), ElementsAre(std::string(name) + "=text"));
  }
  write_file(top / "empty", "");
  EXPECT_THAT(seen_in(top / "empty"), ElementsAre("empty="));
}

TEST(SourceFiles, AFolderBySortedPathEachFileUnpacked) {
  const TemporaryDirectory top;
  write_file(top / "f/b.txt", "b");
  write_file(top / "f/a/z", "z");
  write_file(top / "f/a.b", "ab");
  write_file(top / "f/a/y/x", "x");
  write_file(top / "f/\xC3\xA9", "e");
  test::write_compressed(top / "f/c.gz", "c");
  write_file(top / "f/.hidden", "no");
  write_file(top / "f/.git/config", "no");
  write_file(top / "linked", "l");
  fs::create_symlink(top / "linked", top / "f/d");
  EXPECT_THAT(seen_in(top / "f"),
              ElementsAre("a.b=ab", "a/y/x=x", "a/z=z", "b.txt=b", "c.gz=c", "d=l", "\xC3\xA9=e"));
  EXPECT_EQ(places_in(top / "f")[1], (top / "f/a/y/x").string());
}

TEST(SourceFiles, MembersOfAnArchiveAsTheyLie) {
  const TemporaryDirectory top;
  for (const char* name : {"a.tar", "a.tar.gz", "a.tar.xz", "a.tar.zst", "a.tar.bz2", "a.zip"}) {
    test::write_archive(top / name,
                        {{"d/b", "b"}, {"a.gz", "no gzip"}, {"d/.DS_Store", "no"}, {"c"}});
    EXPECT_THAT(seen_in(top / name), testing::UnorderedElementsAre("d/b=b", "a.gz=no gzip", "c="))
        << name;
    fs::rename(top / name, top / "renamed");  // the content tells it too
    EXPECT_EQ(seen_in(top / "renamed").size(), 3U) << name;
  }
  test::write_archive(top / "a.tar", {{"d/b", "b"}});
  EXPECT_THAT(places_in(top / "a.tar"), ElementsAre((top / "a.tar").string() + ": member 'd/b'"));
}

TEST(SourceFiles, StandardInput) {
  const TemporaryDirectory top;
  const std::string text(300'000, 'x');
  {
    const test::StandardInputFrom input(text);
    EXPECT_THAT(seen_in("-"), ElementsAre("-=" + text));
  }
  for (const char* name : {"t.gz", "t.xz", "t.zst", "t.bz2"}) {
    test::write_compressed(top / name, text);
    const test::StandardInputFrom input(test::read_file(top / name));
    EXPECT_THAT(seen_in("-"), ElementsAre("-=" + text)) << name;
  }
  for (const char* name : {"a.tar", "a.tar.gz", "a.tar.zst", "a.zip"}) {
    test::write_archive(top / name, {{"a", text}, {"b/c", "c"}});
    const test::StandardInputFrom input(test::read_file(top / name));
    EXPECT_THAT(seen_in("-"), ElementsAre("a=" + text, "b/c=c")) << name;
  }
  const test::StandardInputFrom input("text");
  EXPECT_THAT(places_in("-"), ElementsAre("standard input"));
}

// So that an archive and its folder are one corpus.
TEST(SourceFiles, MembersComeBySortedPathWhateverTheirOrder) {
  const TemporaryDirectory top;
  const std::string large(3'000'000, 'x');
  const std::vector<test::Member> members = {{"10", "ten"}, {"2", large}, {"a/b", "ab"}, {"1", ""}};
  for (const auto& [name, content, kind, link] : members)
    test::write_file(top / "folder" / name, content);
  const auto sorted = ElementsAre("1=", "10=ten", "2=" + large, "a/b=ab");
  EXPECT_THAT(seen_in((top / "folder").string()), sorted);
  for (const char* name : {"a.tar", "a.tar.gz", "a.zip"}) {
    test::write_archive(top / name, members);
    EXPECT_THAT(seen_in((top / name).string()), sorted) << name;
    const test::StandardInputFrom input(test::read_file(top / name));
    EXPECT_THAT(seen_in("-"), sorted) << name;
  }
}

TEST(SourceFiles, RefusesAnArchiveInsideOfAFolderOrArchive) {
  const TemporaryDirectory top;
  const std::string advice =
      ": is an archive; those inside a folder or archive are not unpacked; put the plain files in, "
      "or give its own path";
  std::filesystem::create_directory(top / "folder");
  for (const char* name : {"in.zip", "in.tar"}) {
    test::write_archive(top / "folder" / name, {{"a.txt", "text"}});
    EXPECT_EQ(refusal((top / "folder").string()), (top / "folder" / name).string() + advice);
    test::write_archive(top / "a.tar", {{name, test::read_file(top / "folder" / name)}});
    EXPECT_EQ(refusal((top / "a.tar").string()),
              (top / "a.tar").string() + ": member '" + name + "'" + advice);
    std::filesystem::remove(top / "folder" / name);
  }
}

TEST(SourceFiles, RefusesAPackedMemberThatIsRead) {
  const TemporaryDirectory top;
  test::write_compressed(top / "a.txt.gz", "text");
  const std::string packed = test::read_file(top / "a.txt.gz");
  test::write_archive(top / "a.tar", {{"a.txt.gz", packed}});
  EXPECT_EQ(refusal((top / "a.tar").string()),
            (top / "a.tar").string() +
                ": member 'a.txt.gz': is packed (gzip, xz, zstd or bzip2); the members of an "
                "archive are not unpacked once more; put the plain files in, or give a folder of "
                "packed ones");
  SourceFiles files((top / "a.tar").string(), {});
  EXPECT_TRUE(files.next()) << "its name alone is no fault";
  EXPECT_FALSE(files.next());
}

TEST(SourceFiles, NamesTheMemberOfAnArchiveFromStandardInput) {
  const TemporaryDirectory top;
  test::write_archive(top / "a.tar", {{"../a", "a"}});
  const test::StandardInputFrom input(test::read_file(top / "a.tar"));
  EXPECT_EQ(refusal("-"),
            "standard input: member '../a' climbs out of the archive by '..'; refused");
}

TEST(SourceFiles, RefusesInAFolderWhatItDoesNotRead) {
  const TemporaryDirectory top;
  write_file(top / "f/a", "a");
  fs::create_directory_symlink(top / "f", top / "f/loop");
  EXPECT_EQ(refusal(top / "f"),
            (top / "f/loop").string() +
                ": is a link to a folder, which is not followed; put the folder itself there, or "
                "remove the link");
  fs::remove(top / "f/loop");
  fs::create_symlink(top / "nowhere", top / "f/dangling");
  EXPECT_EQ(refusal(top / "f"),
            (top / "f/dangling").string() +
                ": is neither a file nor a folder (a device, socket, pipe or dangling link); "
                "remove it from the corpus");
  fs::remove(top / "f/dangling");
  ASSERT_EQ(::mkfifo((top / "f/pipe").c_str(), 0600), 0);
  EXPECT_THAT(refusal(top / "f"), HasSubstr("f/pipe: is neither a file nor a folder"));
  fs::remove(top / "f/pipe");
  write_file(top / "f/caf\xE9", "x");
  EXPECT_EQ(refusal(top / "f"),
            (top / "f/").string() + ": the name 'caf\\xe9' is not UTF-8; refused");
}

TEST(SourceFiles, RefusesHostileArchives) {
  const TemporaryDirectory top;
  test::write_archive(top / "a.tar", {{"a", "", AE_IFLNK, "/etc/passwd"}});
  EXPECT_THAT(refusal(top / "a.tar"), HasSubstr("member 'a' is a symbolic link"));
  test::write_archive(top / "a.tar", {{"a", "", AE_IFCHR}});
  EXPECT_THAT(refusal(top / "a.tar"), HasSubstr("member 'a' is a device"));
  test::write_archive(top / "a.tar", {{"/a", "x"}});
  EXPECT_THAT(refusal(top / "a.tar"), HasSubstr("absolute path"));
  test::write_archive(top / "a.tar", {{"caf\xE9", "x"}});
  EXPECT_THAT(refusal(top / "a.tar"), HasSubstr("the name 'caf\\xe9' is not UTF-8; refused"));
  write_file(top / "b.tar.gz", "<html>404</html>");
  EXPECT_THAT(refusal(top / "b.tar.gz"), HasSubstr("is no archive that can be read"));
}

TEST(SourceFiles, RefusesASourceWithoutFiles) {
  const TemporaryDirectory top;
  write_file(top / "f/.hidden", "x");
  EXPECT_EQ(refusal(top / "f"),
            (top / "f").string() + ": holds no file (hidden ones are left out)");
  test::write_archive(top / "a.tar", {{"folder", "", AE_IFDIR}});
  EXPECT_EQ(refusal(top / "a.tar"),
            (top / "a.tar").string() + ": holds no file (hidden ones are left out)");
  EXPECT_EQ(refusal(top / "none"), (top / "none").string() + ": no such file or folder");
}

TEST(SourceFiles, ReportsProgressAndStopsWhenAsked) {
  const TemporaryDirectory top;
  const std::string two_mib(std::size_t{2} << 20U, 'x');
  write_file(top / "f/a", two_mib);
  write_file(top / "f/b", "x");
  test::write_archive(top / "a.tar", {{"a", two_mib}});
  for (const fs::path& path : {top / "f", top / "f/a", top / "a.tar"}) {
    Progress last;
    int calls = 0;
    seen_in(path, [&](const Progress& progress) {
      ++calls;
      last = progress;
      return true;
    });
    EXPECT_GE(calls, 2) << path;
    EXPECT_EQ(last.done, last.total) << path;
    EXPECT_STREQ(last.unit, path == top / "f" ? "files" : "bytes");
    EXPECT_THROW(seen_in(path, [](const Progress&) { return false; }), Interrupted) << path;
  }
  const test::StandardInputFrom input(two_mib);
  EXPECT_THROW(seen_in("-", [](const Progress& progress) { return progress.done == 0; }),
               Interrupted);
}

}  // namespace
}  // namespace nmf::detail
