#include "nmf/corpus/newsgroups_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "nmf/core/error.h"
#include "nmf/corpus/limits.h"
#include "tests/support/archive_writer.h"

namespace nmf::detail {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using test::write_file;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> seen_in(const fs::path& path) {
  std::vector<std::string> seen;
  visit_newsgroups(path.string(), kMaxDocumentBytes,
                   [&](const NewsgroupsFile& file) {
                     seen.push_back(std::string(folder_of(file.place.half)) + '/' +
                                    file.place.id() + '=' + file.bytes());
                   },
                   {});
  return seen;
}

std::string refusal(const fs::path& path) {
  return test::message_of<IoError>([&] { seen_in(path); });
}

TEST(NewsgroupsFiles, WalksAFolderInOrder) {
  const TemporaryDirectory top;
  const fs::path root = top / "20news";
  write_file(root / "20news-bydate-test/b/1", "b1");
  write_file(root / "20news-bydate-train/a/9", "a9");
  write_file(root / "20news-bydate-train/a/10", "a10");
  write_file(root / "20news-bydate-train/B/1", "B1");
  write_file(root / "20news-bydate-train/README", "not an article");
  fs::create_symlink(root / "20news-bydate-test/b/1", root / "20news-bydate-train/a/link");
  const auto wanted = ElementsAre("20news-bydate-train/B/1=B1", "20news-bydate-train/a/10=a10",
                                  "20news-bydate-train/a/9=a9", "20news-bydate-train/a/link=b1",
                                  "20news-bydate-test/b/1=b1");
  EXPECT_THAT(seen_in(root), wanted);
  EXPECT_THAT(seen_in(top.path()), wanted) << "also one folder further up";
}

TEST(NewsgroupsFiles, WalksAnArchiveAsItLies) {
  const TemporaryDirectory top;
  test::write_archive(
      top / "a.tar.gz",
      {{"README", "no"}, {"20news-bydate-test/b/1", "b1"}, {"20news-bydate-train/a/9", "a9"}});
  EXPECT_THAT(seen_in(top / "a.tar.gz"),
              ElementsAre("20news-bydate-test/b/1=b1", "20news-bydate-train/a/9=a9"));
}

TEST(NewsgroupsFiles, RefusesInAFolderWhatIsNoFile) {
  const TemporaryDirectory top;
  write_file(top / "20news-bydate-train/a/1", "x");
  fs::create_directories(top / "20news-bydate-train/a/more");
  EXPECT_EQ(refusal(top.path()), (top / "20news-bydate-train/a/more").string() +
                                     ": is not a regular file; the folder of a group holds only "
                                     "articles");
  fs::remove(top / "20news-bydate-train/a/more");
  fs::create_symlink(top / "nowhere", top / "20news-bydate-train/a/dangling");
  EXPECT_THAT(refusal(top.path()), HasSubstr("a/dangling: is not a regular file"));
  fs::remove(top / "20news-bydate-train/a/dangling");
  ASSERT_EQ(::mkfifo((top / "20news-bydate-train/a/pipe").c_str(), 0600), 0);
  EXPECT_THAT(refusal(top.path()), HasSubstr("a/pipe: is not a regular file"));
}

TEST(NewsgroupsFiles, RefusesHalvesInTwoPlaces) {
  const TemporaryDirectory top;
  write_file(top / "x/20news-bydate-train/a/1", "x");
  write_file(top / "y/20news-bydate-train/a/1", "y");
  EXPECT_THAT(refusal(top.path()), HasSubstr("20 Newsgroups lies in two places"));
  test::write_archive(top / "a.tar",
                      {{"x/20news-bydate-train/a/1", "x"}, {"y/20news-bydate-train/a/1", "y"}});
  EXPECT_EQ(refusal(top / "a.tar"),
            (top / "a.tar").string() +
                ": member 'y/20news-bydate-train/a/1': 20 Newsgroups lies in "
                "two places of the archive; keep one");
}

TEST(NewsgroupsFiles, RefusesAFolderWithoutHalves) {
  const TemporaryDirectory top;
  write_file(top / "20news-bydate-train.old/a/1", "x");
  EXPECT_EQ(newsgroups_root(top.path().string()), "");
  EXPECT_EQ(refusal(top.path()),
            top.path().string() +
                ": holds neither 20news-bydate-train nor 20news-bydate-test; give "
                "the folder that does, or the archive");
}

TEST(NewsgroupsFiles, RefusesNamesThatAreNotUtf8) {
  const TemporaryDirectory top;
  write_file(top / "20news-bydate-train/a/caf\xE9", "x");
  EXPECT_THAT(refusal(top.path()), HasSubstr("the name 'caf\\xe9' is not UTF-8; refused"));
  test::write_archive(top / "a.tar", {{"20news-bydate-train/a/caf\xE9", "x"}});
  EXPECT_THAT(refusal(top / "a.tar"), HasSubstr("not UTF-8; refused"));
}

TEST(NewsgroupsFiles, RefusesAnArticleBeyondTheLimit) {
  const TemporaryDirectory top;
  write_file(top / "20news-bydate-train/a/1", "x");
  fs::resize_file(top / "20news-bydate-train/a/1", kMaxDocumentBytes + 1);
  EXPECT_EQ(refusal(top.path()), (top / "20news-bydate-train/a/1").string() +
                                     ": is larger than 67108864 bytes; refused; raise "
                                     "corpus.max_document_bytes to read it");
}

TEST(NewsgroupsFiles, CountsTheFilesOfAFolder) {
  const TemporaryDirectory top;
  for (int i = 0; i < 300; ++i) write_file(top / "20news-bydate-test/a" / std::to_string(i), "x");
  std::vector<std::int64_t> done;
  visit_newsgroups(
      top.path().string(), kMaxDocumentBytes, [](const NewsgroupsFile&) {},
      [&](const Progress& progress) {
        EXPECT_EQ(progress.total, 300);
        EXPECT_STREQ(progress.unit, "files");
        done.push_back(progress.done);
        return true;
      });
  EXPECT_THAT(done, ElementsAre(256, 300));
}

}  // namespace
}  // namespace nmf::detail
