// Covers folder_listing.cpp, folders_layout.cpp.
#include "nmf/corpus/folders_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"
#include "tests/support/golden.h"
#include "tests/support/standard_input_from.h"

namespace nmf::detail {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using test::write_file;
using testing::ElementsAre;
using testing::HasSubstr;

/// `ID|LABEL|TEXT` of every document.
std::vector<std::string> seen_in(const CorpusOptions& options) {
  const auto reader = open_folders(options, {});
  std::vector<std::string> seen;
  for (Document document; reader->next(document);) {
    reader->finish(document);
    EXPECT_THAT(document.where, HasSubstr(document.name.id));
    seen.push_back(document.name.id + '|' + document.name.label + '|' + document.text);
  }
  EXPECT_EQ(reader->size(), static_cast<std::int64_t>(seen.size()));
  return seen;
}

std::vector<std::string> seen_in(const fs::path& path) { return seen_in({.path = path.string()}); }

template <typename Exception = IoError>
std::string refusal(const CorpusOptions& options) {
  return test::message_of<Exception>([&] { seen_in(options); });
}

std::vector<std::string> wanted(const nlohmann::json& documents) {
  std::vector<std::string> all;
  for (const auto& document : documents) {
    all.push_back(document["id"].get<std::string>() + '|' + document["label"].get<std::string>() +
                  '|' + test::from_hex(document["text"].get<std::string>()));
  }
  return all;
}

TEST(FoldersReader, IsScikitLearnsLoadFiles) {
  const auto golden = test::read_golden("folders.json");
  const TemporaryDirectory top;
  std::vector<test::Member> members;
  for (const auto& file : golden["files"]) {
    const auto path = file["path"].get<std::string>();
    const std::string text = test::from_hex(file["text"].get<std::string>());
    write_file(top / "folder" / path, text);
    members.push_back({path, text});
  }
  test::write_archive(top / "unordered.tar.gz", members);
  std::sort(members.begin(), members.end(),
            [](const test::Member& a, const test::Member& b) { return a.name < b.name; });
  test::write_archive(top / "sorted.zip", members);
  for (test::Member& member : members) member.name.insert(0, "./root/");
  test::write_archive(top / "rooted.zip", members);
  test::write_archive(top / "rooted.tar", members);

  const auto all = wanted(golden["documents"]);
  const auto some = wanted(golden["documents_of_categories"]);
  const auto categories = golden["categories"].get<std::vector<std::string>>();
  ASSERT_EQ(all.size(), 65U);
  for (const char* name :
       {"folder", "unordered.tar.gz", "sorted.zip", "rooted.zip", "rooted.tar"}) {
    EXPECT_EQ(seen_in(top / name), all) << name;
    EXPECT_EQ(seen_in({.path = (top / name).string(), .categories = categories}), some) << name;
  }
  for (const char* name : {"unordered.tar.gz", "rooted.tar"}) {
    const test::StandardInputFrom input(test::read_file(top / name));
    EXPECT_EQ(seen_in({.path = "-", .categories = categories}), some) << name;
  }
}

TEST(FoldersReader, FilesWithoutFoldersHaveNoLabel) {
  const TemporaryDirectory top;
  write_file(top / "f/b.txt", "b");
  write_file(top / "f/a.txt",
             "\xEF\xBB\xBF"
             "a");
  write_file(top / "f/.hidden", "no");
  EXPECT_THAT(seen_in(top / "f"), ElementsAre("a.txt||a", "b.txt||b"));
  test::write_archive(top / "a.tar", {{"f", "", AE_IFDIR}, {"f/b.txt", "b"}, {"f/a.txt", "a"}});
  EXPECT_THAT(seen_in(top / "a.tar"), ElementsAre("a.txt||a", "b.txt||b"));
  EXPECT_EQ(
      refusal({.path = (top / "f").string(), .categories = {{"x"}}}),
      (top / "f").string() + ": corpus.categories: got 'x', but its documents lie in no folders");
}

TEST(FoldersReader, UnpacksFilesOfAFolder) {
  const TemporaryDirectory top;
  fs::create_directories(top / "f/a");
  test::write_compressed(top / "f/a/1.gz", "one");
  EXPECT_THAT(seen_in(top / "f"), ElementsAre("a/1.gz|a|one"));
}

TEST(FoldersReader, DecodesInFinishAndNamesTheFile) {
  const TemporaryDirectory top;
  write_file(top / "f/a/1", std::string("x\0\xE9", 3));
  write_file(top / "f/a/2", "");
  const std::string path = (top / "f").string();
  EXPECT_THAT(seen_in({.path = path, .encoding = TextEncoding::latin_1}),
              ElementsAre(std::string("a/1|a|x\0\xC3\xA9", 10), "a/2|a|"));
  EXPECT_EQ(refusal({.path = path}),
            path +
                "/a/1: byte 0xE9 at offset 2 is not UTF-8; set corpus.encoding: latin-1 or "
                "corpus.decode_error: replace");
}

TEST(FoldersReader, RefusesUnknownCategories) {
  const TemporaryDirectory top;
  write_file(top / "f/a/1", "1");
  write_file(top / "f/b/1", "1");
  const std::string path = (top / "f").string();
  EXPECT_EQ(refusal({.path = path, .categories = {{"a", "c"}}}),
            path + ": corpus.categories: got 'c', expected names among 'a', 'b'");
  EXPECT_EQ(refusal<ConfigError>({.path = path, .categories = {{}}}),
            "corpus.categories: got an empty list, expected names of groups, or null");
}

TEST(FoldersReader, RefusesWhatLiesDeeper) {
  const TemporaryDirectory top;
  write_file(top / "f/a/1", "1");
  write_file(top / "f/b/c/1", "1");
  EXPECT_EQ(refusal({.path = (top / "f").string()}),
            (top / "f/b/c/1").string() +
                ": lies deeper than LABEL/FILE, where corpus.format: folders has its documents; "
                "move it up or remove it");
  EXPECT_THAT(seen_in({.path = (top / "f").string(), .categories = {{"a"}}}),
              ElementsAre("a/1|a|1"));
  test::write_archive(top / "a.tar", {{"a/1", "1"}, {"b/c/1", "1"}});
  EXPECT_THAT(refusal({.path = (top / "a.tar").string()}),
              HasSubstr("a.tar: member 'b/c/1': lies deeper than LABEL/FILE"));
}

TEST(FoldersReader, RefusesADocumentBeyondTheLimit) {
  const TemporaryDirectory top;
  write_file(top / "f/a/1", "12345");
  write_file(top / "f/b/1", "123456");
  test::write_archive(top / "a.tar", {{"b/1", "123456"}, {"a/1", "12345"}});
  test::write_archive(top / "b.tar", {{"a/1", "12345"}, {"b/1", "123456"}});
  const std::string advice =
      "/1: is larger than 5 bytes; refused; raise corpus.max_document_bytes to read it";
  EXPECT_EQ(refusal({.path = (top / "f").string(), .max_document_bytes = 5}),
            (top / "f/b").string() + advice);
  for (const char* name : {"a.tar", "b.tar"}) {
    EXPECT_EQ(refusal({.path = (top / name).string(), .max_document_bytes = 5}),
              (top / name).string() +
                  ": member 'b/1': is larger than 5 bytes; refused; raise "
                  "corpus.max_document_bytes to read it");
    EXPECT_EQ(seen_in({.path = (top / name).string(), .max_document_bytes = 6}).size(), 2U);
  }
  fs::resize_file(top / "f/b/1", std::uintmax_t{1} << 40U);  // a hole that takes no room
  EXPECT_THAT(refusal({.path = (top / "f").string()}), HasSubstr("larger than 67108864 bytes"));
}

TEST(FoldersReader, RefusesASourceOfAnotherKind) {
  const TemporaryDirectory top;
  write_file(top / "a.txt", "text");
  EXPECT_EQ(refusal({.path = (top / "a.txt").string()}),
            (top / "a.txt").string() +
                ": is neither a folder nor an archive, which corpus.format: folders needs");
  write_file(top / "f/a/.hidden", "x");
  EXPECT_EQ(refusal({.path = (top / "f").string()}),
            (top / "f").string() + ": holds no document (hidden files are left out)");
  const test::StandardInputFrom input("text");
  EXPECT_EQ(refusal({.path = "-"}),
            "standard input: is neither a folder nor an archive, which corpus.format: folders "
            "needs");
}

TEST(FoldersReader, TruncatedArchivesAreErrors) {
  const TemporaryDirectory top;
  test::write_archive(top / "a.tar.gz", {{"a/1", "1"}, {"b/1", "1"}});
  const std::string whole = test::read_file(top / "a.tar.gz");
  write_file(top / "a.tar.gz", whole.substr(0, whole.size() - 4));
  EXPECT_THAT(refusal({.path = (top / "a.tar.gz").string()}), HasSubstr("truncated"));
}

TEST(FoldersReader, NoticesAnArchiveThatChanges) {
  const TemporaryDirectory top;
  const fs::path path = top / "a.tar";
  test::write_archive(path, {{"a/1", "1"}, {"b/1", "1"}});
  const auto reader = open_folders({.path = path.string()}, [&](const Progress& progress) {
    if (std::string(progress.stage) == "listing" && progress.done == progress.total) {
      test::write_archive(path, {{"a/1", "1"}, {"b/2", "1"}});
    }
    return true;
  });
  Document document;
  ASSERT_TRUE(reader->next(document));
  EXPECT_EQ(test::message_of<IoError>([&] { reader->next(document); }),
            path.string() + ": was changed while it was read; start again");
}

TEST(FoldersReader, ReportsProgressAndStopsWhenAsked) {
  const TemporaryDirectory top;
  for (int i = 0; i < 70; ++i) write_file(top / "f/a" / std::to_string(i), "x");
  std::vector<std::int64_t> done;
  const auto reader = open_folders({.path = (top / "f").string()}, [&](const Progress& progress) {
    EXPECT_STREQ(progress.unit, "files");
    done.push_back(progress.done);
    return progress.done < 70;
  });
  Document document;
  EXPECT_THROW(
      {
        while (reader->next(document)) {
        }
      },
      Interrupted);
  EXPECT_THAT(done, ElementsAre(0, 0, 64, 70));
}

}  // namespace
}  // namespace nmf::detail
