#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"
#include "tests/support/archive_writer.h"

namespace nmf {
namespace {

using test::TemporaryDirectory;
using testing::HasSubstr;

CorpusFormat format_of(const std::filesystem::path& path) {
  return resolve_format({.path = path.string()});
}

std::string refusal(const std::filesystem::path& path) {
  return test::message_of<IoError>([&] { format_of(path); });
}

TEST(ResolveFormat, ByName) {
  const TemporaryDirectory folder;
  for (const char* name : {"20news-bydate.tar.gz", "20NEWS.ZIP", "my20news.tar", "20news.tgz",
                           "20news.tar.xz", "20news.tar.zst"}) {
    test::write_file(folder / name, "not looked at");
    EXPECT_EQ(format_of(folder / name), CorpusFormat::newsgroups) << name;
  }
  for (const char* name : {"a.ldac", "a.lda-c", "a.dat", "a.ldac.gz", "A.DAT.XZ", "a.lda-c.zst"}) {
    test::write_file(folder / name, "not looked at");
    EXPECT_EQ(format_of(folder / name), CorpusFormat::ldac) << name;
  }
}

TEST(ResolveFormat, ByContent) {
  const TemporaryDirectory folder;
  test::write_file(folder / "counts", "2 0:1 5:2\n");
  EXPECT_EQ(format_of(folder / "counts"), CorpusFormat::ldac);
  test::write_compressed(folder / "counts.txt.gz", "0\n1 3:1\n");
  EXPECT_EQ(format_of(folder / "counts.txt.gz"), CorpusFormat::ldac);
  test::write_archive(folder / "a.tar.gz", {{"README", "x"}, {"n/20news-bydate-test/a/1", "x"}});
  EXPECT_EQ(format_of(folder / "a.tar.gz"), CorpusFormat::newsgroups);
  test::write_archive(folder / "a.zip", {{"20news-bydate-test/a/1", "x"}});
  EXPECT_EQ(format_of(folder / "a.zip"), CorpusFormat::newsgroups);
}

TEST(ResolveFormat, OfAFolder) {
  const TemporaryDirectory folder;
  std::filesystem::create_directories(folder / "x/20news-bydate-test/a");
  EXPECT_EQ(format_of(folder / "x"), CorpusFormat::newsgroups);
  EXPECT_EQ(format_of(folder.path()), CorpusFormat::newsgroups);
  EXPECT_EQ(refusal(folder / "x/20news-bydate-test"),
            (folder / "x/20news-bydate-test").string() +
                ": the format can't be told: the folder holds neither 20news-bydate-train nor "
                "20news-bydate-test; set corpus.format: newsgroups or ldac");
}

TEST(ResolveFormat, TakesTheFormatThatIsGiven) {
  const TemporaryDirectory folder;
  test::write_file(folder / "a.ldac", "x");
  EXPECT_EQ(
      resolve_format({.path = (folder / "a.ldac").string(), .format = CorpusFormat::newsgroups}),
      CorpusFormat::newsgroups);
  EXPECT_THROW(resolve_format({.path = (folder / "none").string(), .format = CorpusFormat::ldac}),
               IoError);
}

TEST(ResolveFormat, SaysWhatItLookedAt) {
  const TemporaryDirectory folder;
  test::write_file(folder / "posts.csv", "id,text\n1,hello\n");
  EXPECT_EQ(
      refusal(folder / "posts.csv"),
      (folder / "posts.csv").string() +
          ": the format can't be told by the name, by the first line (no lda-c document) or as "
          "an archive of 20 Newsgroups (" +
          (folder / "posts.csv").string() +
          ": is no archive that can be read (tar, zip or 7z; a tar also packed with gzip, xz, "
          "zstd or bzip2): Unrecognized archive format); set corpus.format: newsgroups or ldac");
  test::write_archive(folder / "other.tar", {{"a/b", "x"}});
  EXPECT_THAT(refusal(folder / "other.tar"),
              HasSubstr("as an archive of 20 Newsgroups (other members); set corpus.format"));
  EXPECT_EQ(refusal(folder / "none"), (folder / "none").string() + ": no such file or folder");
}

}  // namespace
}  // namespace nmf
