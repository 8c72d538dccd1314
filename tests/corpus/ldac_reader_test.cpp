#include "nmf/corpus/ldac_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/corpus/corpus_hash.h"
#include "tests/support/archive_writer.h"

namespace nmf::detail {
namespace {

using test::TemporaryDirectory;
using testing::ElementsAre;

class LdacReader : public testing::Test {
 protected:
  LdacReader() { test::write_file(folder_ / "v.txt", "a\nb\nc\nd\n"); }

  MatrixCorpus read(std::string_view text, const std::string& name = "d.ldac") {
    test::write_compressed(folder_ / name, text);
    return read_ldac(
        {.path = (folder_ / name).string(), .vocabulary = (folder_ / "v.txt").string()}, {});
  }

  std::string refusal(std::string_view text) {
    const std::string message = test::message_of<IoError>([&] { read(text); });
    return message.substr(std::min(message.find("d.ldac"), message.size()));
  }

  TemporaryDirectory folder_;
};

TEST_F(LdacReader, GivesCountsVocabularyAndNames) {
  for (const char* name : {"d.ldac", "d.ldac.gz", "d.ldac.xz", "d.ldac.zst"}) {
    const MatrixCorpus corpus = read("2 3:1 0:2\r\n0\n1 2:7\n", name);
    EXPECT_EQ(corpus.X.rows, 3);
    EXPECT_EQ(corpus.X.columns, 4);
    EXPECT_THAT(corpus.X.row_start, ElementsAre(0, 2, 2, 3));
    EXPECT_THAT(corpus.X.column, ElementsAre(0, 3, 2));
    EXPECT_THAT(corpus.X.value, ElementsAre(2, 1, 7));
    EXPECT_THAT(corpus.vocabulary, ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(corpus.documents,
                ElementsAre(DocumentName{"0", ""}, DocumentName{"1", ""}, DocumentName{"2", ""}));
    CorpusHash hash;
    hash.add("0", "0:2 3:1 ");
    hash.add("1", "");
    hash.add("2", "2:7 ");
    EXPECT_EQ(corpus.sha256, hash.hex());
  }
}

TEST_F(LdacReader, TakesBlankLinesAtTheEndOnly) {
  EXPECT_EQ(read("1 0:1").X.rows, 1);
  EXPECT_EQ(read("1 0:1\n\n").X.rows, 1);
  EXPECT_EQ(refusal("1 0:1\n \n1 0:1\n"),
            "d.ldac:2: an empty line; a document without terms is the line 0");
}

TEST_F(LdacReader, NamesTheLineOfAnError) {
  EXPECT_EQ(refusal("1 0:1\n2 0:1\n"), "d.ldac:2: announces 2 TERM:COUNT pairs, has 1");
  EXPECT_EQ(refusal("1 0:1\n1 4:1\n"),
            "d.ldac:2: got '4:1', but the vocabulary has 4 terms: expected a term in 0 .. 3; is it "
            "the right corpus.vocabulary?");
}

TEST_F(LdacReader, RefusesAFileWithoutDocuments) {
  EXPECT_EQ(refusal(""), "d.ldac: has no document");
  EXPECT_EQ(refusal("\n"), "d.ldac: has no document");
}

TEST_F(LdacReader, RefusesATruncatedFile) {
  read("1 0:1\n1 1:1\n", "whole.gz");
  const std::string whole = test::read_file(folder_ / "whole.gz");
  test::write_file(folder_ / "cut.gz", whole.substr(0, whole.size() - 5));
  const CorpusOptions options = {.path = (folder_ / "cut.gz").string(),
                                 .vocabulary = (folder_ / "v.txt").string()};
  EXPECT_EQ(test::message_of<IoError>([&] { read_ldac(options, {}); }),
            options.path + ": truncated gzip data; fetch or make the file again");
}

TEST_F(LdacReader, DemandsAVocabulary) {
  EXPECT_EQ(
      test::message_of<ConfigError>([] { read_ldac({.path = "d.ldac"}, {}); }),
      "corpus.vocabulary: not given, but corpus.format: ldac needs it: the path of the terms, "
      "one a line");
}

TEST_F(LdacReader, ReportsProgressAndStopsWhenAsked) {
  std::string text;
  while (text.size() < (3U << 20U)) text += "3 0:1 1:1 2:1\n";
  test::write_file(folder_ / "d.ldac", text);
  const CorpusOptions options = {.path = (folder_ / "d.ldac").string(),
                                 .vocabulary = (folder_ / "v.txt").string()};
  std::vector<std::int64_t> done;
  read_ldac(options, [&](const Progress& progress) {
    EXPECT_EQ(progress.total, static_cast<std::int64_t>(text.size()));
    done.push_back(progress.done);
    return true;
  });
  ASSERT_GE(done.size(), 3U);
  EXPECT_EQ(done.back(), static_cast<std::int64_t>(text.size()));
  EXPECT_THROW(read_ldac(options, [](const Progress&) { return false; }), Interrupted);
}

}  // namespace
}  // namespace nmf::detail
