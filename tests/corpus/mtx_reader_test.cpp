// Covers coordinate_lines.cpp, matrix_values.cpp.
#include "nmf/corpus/mtx_reader.h"

#include <gtest/gtest.h>

#include "tests/corpus/matrix_support.h"
#include "tests/support/golden.h"

namespace nmf::detail {
namespace {

using test::Dense;
using test::dense;

class MtxReader : public testing::Test {
 protected:
  MatrixCorpus read(std::string_view text, MatrixValues values = MatrixValues::automatic) {
    return files_.read(text, "x.mtx", CorpusFormat::mtx, values);
  }
  std::string refusal(std::string_view text, MatrixValues values = MatrixValues::automatic) {
    return files_.refusal(text, "x.mtx", CorpusFormat::mtx, values);
  }
  const std::string real_ = "%%MatrixMarket matrix coordinate real general\n";
  test::MatrixFolder files_;
};

TEST_F(MtxReader, ReadsWhatScipyWrites) {
  const auto golden = test::read_golden("matrix.json");
  for (const auto& [name, text] : golden["mtx_counts"].items()) {
    const MatrixCorpus corpus = read(text.get<std::string>());
    EXPECT_EQ(dense(corpus.X), golden["counts"].get<Dense>()) << name;
    EXPECT_FALSE(corpus.weights);
  }
  const MatrixCorpus weights = read(golden["mtx_weights"].get<std::string>());
  EXPECT_EQ(dense(weights.X), golden["weights"].get<Dense>());
  EXPECT_TRUE(weights.weights);
  const MatrixCorpus pattern = read(golden["mtx_pattern"].get<std::string>());
  EXPECT_EQ(dense(pattern.X), (Dense{{1, 0, 0, 1}, {0, 0, 0, 0}, {0, 1, 1, 0}}));
}

TEST_F(MtxReader, RefusesOtherKindsByName) {
  const auto golden = test::read_golden("matrix.json")["mtx_refused"];
  EXPECT_EQ(refusal(golden["array"].get<std::string>()),
            "x.mtx:1: got 'array' for the storage, expected coordinate");
  EXPECT_EQ(refusal(golden["complex"].get<std::string>()),
            "x.mtx:1: got 'complex' for the field, expected real, integer, pattern");
  EXPECT_EQ(refusal(golden["symmetric"].get<std::string>()),
            "x.mtx:1: got 'symmetric' for the symmetry, expected general");
  EXPECT_EQ(refusal("%%MatrixMarket vector coordinate real general\n"),
            "x.mtx:1: got 'vector' for the object, expected matrix");
  EXPECT_EQ(refusal("%%MatrixMarket matrix coordinate real\n"),
            "x.mtx:1: got '' for the symmetry, expected general");
  EXPECT_EQ(refusal("3 4 1\n"),
            "x.mtx:1: got '3 4 1', expected a Matrix Market file, which begins with "
            "%%MatrixMarket");
}

TEST_F(MtxReader, TakesCommentsBlankLinesCapitalsAndCompression) {
  const std::string text =
      "%%matrixmarket MATRIX Coordinate Real General\r\n% a\n\n%b\n1 4 2\n1 1 2.0\n\n1 4 1e0\n";
  EXPECT_EQ(dense(read(text).X), (Dense{{2, 0, 0, 1}}));
  for (const std::string name : {"y.mtx.gz", "y.mtx.xz", "y.mtx.zst"}) {
    test::write_compressed(files_.folder() / name, text);
    EXPECT_EQ(dense(read_matrix(files_.options(name, CorpusFormat::mtx)).X), (Dense{{2, 0, 0, 1}}));
  }
}

TEST_F(MtxReader, AddsUpAndDropsZeros) {
  const MatrixCorpus corpus = read(real_ + "2 4 4\n2 1 0\n1 3 1\n1 3 2\n1 1 1\n");
  EXPECT_EQ(dense(corpus.X), (Dense{{1, 0, 3, 0}, {0, 0, 0, 0}}));
  EXPECT_EQ(corpus.X.stored(), 2);
}

TEST_F(MtxReader, HashesAsLdacDoes) {
  EXPECT_EQ(read(real_ + "2 4 2\n1 4 1.0\n1 1 2.0\n").sha256,
            files_.read("2 0:2 3:1\n0\n", "d.ldac", CorpusFormat::ldac).sha256);
}

TEST_F(MtxReader, RefusesSizesThatAreNone) {
  EXPECT_EQ(refusal(real_ + "% only\n"), "x.mtx: ends before the line ROWS COLUMNS ENTRIES");
  for (const std::string sizes : {"1 4", "1 4 1 1", "a 4 1", "-1 4 1", "1 -4 1", "1 4 -1"})
    EXPECT_EQ(refusal(real_ + sizes + "\n"),
              "x.mtx:2: got '" + sizes + "', expected ROWS COLUMNS ENTRIES");
  EXPECT_EQ(refusal(real_ + "3 5 0\n"),
            "x.mtx:2: has 5 columns, but v.txt has 4 terms; is it the right corpus.vocabulary, and "
            "are the documents the rows?");
  EXPECT_EQ(refusal(real_ + "0 4 0\n"), "x.mtx: has no document");
  EXPECT_TRUE(refusal(real_ + "2000000000 4 0\n")
                  .starts_with("x.mtx:2: announces 2000000000 rows, which take 160000000000 bytes "
                               "of memory"));
}

TEST_F(MtxReader, RefusesEntriesThatAreNone) {
  const auto with = [&](const std::string& entry, MatrixValues values = MatrixValues::automatic) {
    return refusal(real_ + "3 4 1\n" + entry + "\n", values);
  };
  EXPECT_EQ(with("1 1"), "x.mtx:3: got '1 1', expected row column VALUE");
  EXPECT_EQ(with("4 1 1"), "x.mtx:3: got row 4, expected 1 .. 3");
  EXPECT_EQ(with("1 5 1"), "x.mtx:3: got column 5, expected 1 .. 4");
  for (const std::string value : {"nan", "inf", "-0.5"}) {
    for (const MatrixValues values : {MatrixValues::automatic, MatrixValues::weights})
      EXPECT_EQ(with("1 1 " + value, values),
                "x.mtx:3: got " + value + ", expected a finite number >= 0");
  }
  EXPECT_EQ(with("1 1 0.5", MatrixValues::counts),
            "x.mtx:3: got 0.5, expected a whole number in 0 .. 9007199254740992, as "
            "corpus.values: counts says; finished TF-IDF is corpus.values: weights");
  EXPECT_EQ(refusal("%%MatrixMarket matrix coordinate integer general\n1 4 1\n1 1 1.5\n"),
            "x.mtx:3: got 1.5, expected an integer, as the first line says");
  EXPECT_EQ(refusal("%%MatrixMarket matrix coordinate pattern general\n1 4 1\n1 1 1\n"),
            "x.mtx:3: got '1 1 1', expected row column");
  EXPECT_EQ(refusal(real_ + "3 4 2\n1 1 1\n"),
            "x.mtx:2: announces 2 entries, but 1 follow; is the file whole?");
}

TEST_F(MtxReader, NeedsAVocabulary) {
  CorpusOptions options = files_.options("x.mtx", CorpusFormat::mtx);
  test::write_file(options.path, real_);
  options.vocabulary.clear();
  EXPECT_EQ(test::message_of<ConfigError>([&] { read_matrix(options); }),
            "corpus.vocabulary: not given, but corpus.format: mtx needs it: the path of the terms, "
            "one a line");
}

}  // namespace
}  // namespace nmf::detail
