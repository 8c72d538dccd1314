#include "nmf/corpus/uci_reader.h"

#include <gtest/gtest.h>

#include "tests/corpus/matrix_support.h"

namespace nmf::detail {
namespace {

using test::Dense;
using test::dense;

class UciReader : public testing::Test {
 protected:
  MatrixCorpus read(std::string_view text) {
    return files_.read(text, "docword.x.txt", CorpusFormat::uci);
  }
  std::string refusal(std::string_view text) {
    return files_.refusal(text, "docword.x.txt", CorpusFormat::uci);
  }
  test::MatrixFolder files_;
};

TEST_F(UciReader, GivesCountsFromEntriesInAnyOrder) {
  const MatrixCorpus corpus = read("3\n4\n5\n3 2 7\r\n1 4 1\n1 1 2\n3 3 1\n3 2 1\n\n");
  EXPECT_EQ(dense(corpus.X), (Dense{{2, 0, 0, 1}, {0, 0, 0, 0}, {0, 8, 1, 0}}));
  EXPECT_FALSE(corpus.weights);
  EXPECT_EQ(corpus.vocabulary, (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_EQ(corpus.documents, (std::vector<DocumentName>{{"0", ""}, {"1", ""}, {"2", ""}}));
}

TEST_F(UciReader, HashesAsLdacDoes) {
  const MatrixCorpus corpus = read("2\n4\n2\n1 4 1\n1 1 2\n");
  EXPECT_EQ(corpus.sha256, files_.read("2 0:2 3:1\n0\n", "d.ldac", CorpusFormat::ldac).sha256);
}

TEST_F(UciReader, FindsTheVocabularyBesideIt) {
  for (const std::string name : {"docword.x.txt", "docword.x.txt.gz", "docword.x.txt.xz"}) {
    for (const std::string vocabulary : {"vocab.x.txt", "vocab.x.txt.gz"}) {
      const test::TemporaryDirectory folder;
      test::write_compressed(folder / vocabulary, "one\ntwo\n");
      test::write_compressed(folder / name, "1\n2\n1\n1 2 3\n");
      const MatrixCorpus corpus =
          read_matrix({.path = (folder / name).string(), .format = CorpusFormat::uci});
      EXPECT_EQ(corpus.vocabulary, (std::vector<std::string>{"one", "two"}));
      EXPECT_EQ(dense(corpus.X), (Dense{{0, 3}}));
    }
  }
}

TEST_F(UciReader, NeedsAVocabulary) {
  const auto message = [&](const std::string& name) {
    CorpusOptions options = files_.options(name, CorpusFormat::uci);
    test::write_file(options.path, "1\n1\n0\n");
    options.vocabulary.clear();
    return files_.without_folder(test::message_of<ConfigError>([&] { read_matrix(options); }));
  };
  const std::string end = "; corpus.format: uci needs the path of the terms, one a line";
  EXPECT_EQ(
      message("docword.x.txt.gz"),
      "corpus.vocabulary: not given, and beside docword.x.txt.gz there is no vocab.x.txt" + end);
  EXPECT_EQ(message("counts.txt"),
            "corpus.vocabulary: not given, and beside counts.txt there is no vocab.NAME.txt for a "
            "docword.NAME.txt" +
                end);
}

TEST_F(UciReader, RefusesAHeaderThatIsNone) {
  EXPECT_EQ(refusal("3 4 5\n"),
            "docword.x.txt:1: got '3 4 5', expected D (documents), a whole number alone on its "
            "line");
  EXPECT_EQ(refusal("3\n-4\n5\n"),
            "docword.x.txt:2: got '-4', expected W (words), a whole number alone on its line");
  EXPECT_EQ(refusal("3\n4\nx\n"),
            "docword.x.txt:3: got 'x', expected NNZ (entries), a whole number alone on its line");
  EXPECT_EQ(refusal("3\n4\n"),
            "docword.x.txt: ends before the line NNZ (entries), expected the lines D (documents), "
            "W (words) and NNZ (entries)");
  EXPECT_EQ(refusal("3\n5\n0\n"),
            "docword.x.txt:2: has 5 columns, but v.txt has 4 terms; is it the right "
            "corpus.vocabulary, and are the documents the rows?");
  EXPECT_EQ(refusal("0\n4\n0\n"), "docword.x.txt: has no document");
  EXPECT_EQ(refusal("99999999999\n4\n0\n"),
            "docword.x.txt: announces 99999999999 rows and 4 columns, expected 1 .. 2147483647 of "
            "each");
  EXPECT_TRUE(
      refusal("2000000000\n4\n0\n")
          .starts_with(
              "docword.x.txt: announces 2000000000 rows, which take 160000000000 bytes of memory"));
}

TEST_F(UciReader, RefusesEntriesThatAreNone) {
  const auto with = [&](const std::string& entry) { return refusal("3\n4\n1\n" + entry + "\n"); };
  const std::string at = "docword.x.txt:4: ";
  for (const std::string entry : {"1 2", "1 2 3 4", "1 2 x", "a 2 3", "1.0 2 3"})
    EXPECT_EQ(with(entry), at + "got '" + entry + "', expected document word VALUE");
  EXPECT_EQ(with("0 1 1"), at + "got document 0, expected 1 .. 3");
  EXPECT_EQ(with("4 1 1"), at + "got document 4, expected 1 .. 3");
  EXPECT_EQ(with("1 0 1"), at + "got word 0, expected 1 .. 4");
  EXPECT_EQ(with("1 99999999999999999999 1"), at + "got word 9223372036854775807, expected 1 .. 4");
  EXPECT_EQ(with("1 1 0"), at + "got the value 0, expected at least 1");
  EXPECT_EQ(with("1 1 -3"), at + "got the value -3, expected at least 1");
  for (const std::string value : {"1.5", "nan", "inf", "9007199254740994"})
    EXPECT_EQ(with("1 1 " + value),
              at + "got " + value +
                  ", expected a whole number in 0 .. 9007199254740992, as corpus.values: counts "
                  "says; finished TF-IDF is corpus.values: weights");
}

TEST_F(UciReader, RefusesAnotherNumberOfEntriesThanAnnounced) {
  EXPECT_EQ(refusal("3\n4\n2\n1 1 1\n"),
            "docword.x.txt:3: announces 2 entries, but 1 follow; is the file whole?");
  EXPECT_EQ(refusal("3\n4\n1\n1 1 1\n1 2 1\n"),
            "docword.x.txt:5: an entry more than the 1 that docword.x.txt:3 announces");
  EXPECT_EQ(refusal("3\n4\n9223372036854775807\n1 1 1\n"),
            "docword.x.txt:3: announces 9223372036854775807 entries, but 1 follow; is the file "
            "whole?");
}

}  // namespace
}  // namespace nmf::detail
