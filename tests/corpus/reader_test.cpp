#include "nmf/corpus/reader.h"

#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"

namespace nmf {
namespace {

using test::message_of;
using test::TemporaryDirectory;

TEST(Reader, OpensTextAndCountsByTheirFormat) {
  const TemporaryDirectory folder;
  test::write_archive(folder / "20news.tar.gz", {{"20news-bydate-train/a/1", "\xEF\xBB\xBFtext"}});
  const auto documents = open_documents({.path = (folder / "20news.tar.gz").string()});
  Document document;
  ASSERT_TRUE(documents->next(document));
  documents->finish(document);
  EXPECT_EQ(document.name, (DocumentName{"a/1", "a"}));
  EXPECT_EQ(document.text, "text");
  EXPECT_FALSE(documents->next(document));

  test::write_file(folder / "d.ldac", "1 0:3\n");
  test::write_file(folder / "v.txt", "term\n");
  const MatrixCorpus counts = read_matrix(
      {.path = (folder / "d.ldac").string(), .vocabulary = (folder / "v.txt").string()});
  EXPECT_EQ(counts.X.value, std::vector<double>{3});
}

TEST(Reader, OpensFoldersAndLines) {
  const TemporaryDirectory folder;
  std::filesystem::create_directories(folder / "f/label");
  test::write_file(folder / "f/label/1", "one");
  test::write_file(folder / "a.txt", "one\n");
  Document document;
  ASSERT_TRUE(open_documents({.path = (folder / "f").string()})->next(document));
  EXPECT_EQ(document.name, (DocumentName{"label/1", "label"}));
  ASSERT_TRUE(open_documents({.path = (folder / "a.txt").string()})->next(document));
  EXPECT_EQ(document.name, (DocumentName{"0", ""}));
}

TEST(Reader, RefusesTextForCountsAndCountsForText) {
  const TemporaryDirectory folder;
  test::write_file(folder / "d.ldac", "1 0:3\n");
  test::write_file(folder / "20news.tar", "x");
  EXPECT_EQ(
      message_of<ConfigError>([&] { open_documents({.path = (folder / "d.ldac").string()}); }),
      (folder / "d.ldac").string() +
          ": corpus.format: ldac holds a matrix, expected a format of text: newsgroups, folders, "
          "lines, csv, tsv or jsonl");
  EXPECT_EQ(
      message_of<ConfigError>([&] { read_matrix({.path = (folder / "20news.tar").string()}); }),
      (folder / "20news.tar").string() +
          ": corpus.format: newsgroups holds text, expected a matrix: ldac, uci, mtx or npz");
}

TEST(Reader, KnowsWhatHoldsCounts) {
  EXPECT_TRUE(holds_matrix(CorpusFormat::ldac));
  EXPECT_FALSE(holds_matrix(CorpusFormat::newsgroups));
}

}  // namespace
}  // namespace nmf
