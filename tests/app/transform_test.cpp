#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/app/fit_posts.h"
#include "tests/app/program.h"

namespace nmf::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kPosts =
    "id,text\n"
    "p1,\"the rocket left for orbit, a rocket in orbit\"\n"
    "p2,orbit of the moon and a rocket to the moon\n"
    "p3,\"bread and butter,\n butter on bread\"\n"
    "p4,the bread was warm and the butter soft\n"
    "\"p,5\",moon orbit rocket launch\n"
    "p6,warm soft bread\n";

/// Fits a model `m` of posts.csv.
void fit(const TemporaryDirectory& directory, const std::vector<std::string>& more = {}) {
  fit_posts(directory, kPosts, more);
}

Finished transform(const TemporaryDirectory& directory, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "transform");
  return run(directory.path(), arguments);
}

/// The records of a csv without line ends in its fields.
std::vector<std::vector<std::string>> records(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::vector<std::string>> all;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    auto& record = all.emplace_back();
    for (std::string field; std::getline(fields, field, ',');) record.push_back(field);
  }
  return all;
}

TEST(TransformCommand, TheTrainingDocumentsGetTheirOwnWeights) {
  const TemporaryDirectory directory;
  fit(directory);
  // The model's own fields hold for another csv; ids stay.
  const Finished got = transform(directory, {"m", "posts.csv", "--output", "w.csv"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.out, "");
  EXPECT_THAT(got.err, HasSubstr("posts.csv: 6 documents in "));
  EXPECT_THAT(got.err, HasSubstr("weights: w.csv\n"));
  const Finished weights = run(directory.path(), {"topics", "m", "--documents", "own.csv"});
  EXPECT_EQ(weights.code, 0) << weights.err;
  std::ifstream ours(directory / "w.csv"), own(directory / "own.csv");
  std::string line, expected;
  std::getline(ours, line);
  std::getline(own, expected);
  EXPECT_EQ(line, "id,topic_0,topic_1,unknown_share,residual,flag");
  int documents = 0;
  while (std::getline(own, expected)) {
    ASSERT_TRUE(std::getline(ours, line));
    const auto label = expected.find(",,");  // of an empty label
    ASSERT_NE(label, expected.npos);
    expected.erase(label, 1);
    EXPECT_THAT(line, StartsWith(expected + ",0,")) << "the fit's own W, no unknown term";
    ++documents;
  }
  EXPECT_EQ(documents, 6);
}

TEST(TransformCommand, NewDocumentsOfAnotherFormatAreFlagged) {
  const TemporaryDirectory directory;
  fit(directory);
  std::ofstream(directory / "new.txt") << "a rocket in orbit\n\nzebras\nthe and\nrocket zebras\n";
  const Finished got =
      transform(directory, {"m", "new.txt", "--output", "w.csv", "--threads", "3"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.err, HasSubstr("format lines"));
  EXPECT_THAT(got.err, HasSubstr("note: 2 documents without a term (empty), 1 without one that the "
                                 "model knows (unknown), 1 explained worse than 99 % of the "
                                 "training documents (poor)\n"));
  const auto all = records(directory / "w.csv");
  ASSERT_EQ(all.size(), 6U);
  const std::vector<std::string> flags = {all[1][5], all[2][5], all[3][5], all[4][5]};
  EXPECT_THAT(flags, testing::ElementsAre("ok", "empty", "unknown", "empty"));
  EXPECT_EQ(all[5][3], "0.5");
  std::ofstream(directory / "two.txt") << "a rocket in orbit\n\n";
  EXPECT_THAT(transform(directory, {"m", "two.txt", "--output", "two.csv"}).err,
              HasSubstr("note: 1 document without a term (empty), 0 without one"));
  const std::string bytes = read_file(directory / "w.csv");
  EXPECT_EQ(transform(directory, {"m", "new.txt", "--output", "w.csv", "--quiet"}).err, "");
  EXPECT_EQ(read_file(directory / "w.csv"), bytes) << "whatever the threads";
  EXPECT_EQ(transform(directory, {"m", "new.txt", "--output", "w.npy"}).code, 0);
  EXPECT_EQ(read_file(directory / "w.npy").size(), 128U + 5 * 2 * 4);
  EXPECT_EQ(transform(directory, {"m", "new.txt", "--output", "w.jsonl"}).code, 0);
  EXPECT_THAT(read_file(directory / "w.jsonl"), StartsWith("{\"id\":\"0\",\"topics\":["));
}

TEST(TransformCommand, CountsAreMatchedByTheirTerms) {
  const TemporaryDirectory directory;
  fit(directory);
  std::ofstream(directory / "new.ldac") << "2 0:1 1:2\n1 2:1\n";
  std::ofstream(directory / "terms.txt") << "orbit\nzebra\nbread\n";
  std::ofstream(directory / "new.txt") << "orbit zebra zebra\nbread\n";
  const Finished got = transform(directory, {"m", "new.ldac", "--output", "counts.csv", "--set",
                                             "corpus.vocabulary=terms.txt"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(transform(directory, {"m", "new.txt", "--output", "text.csv"}).code, 0);
  EXPECT_EQ(read_file(directory / "counts.csv"), read_file(directory / "text.csv"));
  // Without a vocabulary the columns are the model's.
  const Finished own = transform(directory, {"m", "new.ldac", "--output", "own.csv"});
  EXPECT_EQ(own.code, 0) << own.err;
  EXPECT_THAT(read_file(directory / "own.csv"), HasSubstr(",0,"));
}

TEST(TransformCommand, CountsOfAModelWhoseVocabularyFileIsGone) {
  const TemporaryDirectory directory;
  ASSERT_EQ(run(directory.path(), tiny_fit(directory, {"-k", "2", "--output", "m"})).code, 0);
  const Finished before = transform(directory, {"m", "counts.ldac", "--output", "before.csv"});
  ASSERT_EQ(before.code, 0) << before.err;
  EXPECT_THAT(before.err, testing::Not(HasSubstr("columns")));
  std::filesystem::rename(directory / "terms.txt", directory / "moved.txt");
  const Finished gone = transform(directory, {"m", "counts.ldac", "--output", "gone.csv"});
  EXPECT_EQ(gone.code, 4);
  EXPECT_THAT(gone.err, HasSubstr("terms.txt: the model's corpus.vocabulary is gone; put it back, "
                                  "name the terms of the new columns by --set "
                                  "corpus.vocabulary=FILE, or give --set corpus.vocabulary=null "
                                  "if they are the 3 terms of m/vocabulary.txt, in that order\n"));
  EXPECT_FALSE(std::filesystem::exists(directory / "gone.csv"));

  const std::vector<std::pair<std::string, std::string>> remedies = {
      {"null",
       "note: counts.ldac: its columns are taken for the model's own 3 terms, in the order "
       "of m/vocabulary.txt\n"},
      {"moved.txt", ""}};
  for (const auto& [value, message] : remedies) {
    const Finished got = transform(directory, {"m", "counts.ldac", "--output", "after.csv", "--set",
                                               "corpus.vocabulary=" + value});
    EXPECT_EQ(got.code, 0) << got.err;
    EXPECT_THAT(got.err, HasSubstr(message));
    EXPECT_EQ(read_file(directory / "after.csv"), read_file(directory / "before.csv"));
  }
  std::ofstream(directory / "narrow.mtx")
      << "%%MatrixMarket matrix coordinate integer general\n1 2 1\n1 1 1\n";
  const Finished narrow = transform(
      directory, {"m", "narrow.mtx", "--output", "narrow.csv", "--set", "corpus.vocabulary=null"});
  EXPECT_EQ(narrow.code, 4);
  EXPECT_THAT(narrow.err, HasSubstr("has 2 columns, but m/vocabulary.txt has 3 terms"));
}

TEST(TransformCommand, TheLongestDocumentIsAsLongAsInTheModel) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "docs.txt") << "apple pear\nmoon rocket\napple moon\n";
  std::ofstream(directory / "long.txt") << "apple " << std::string(200, 'x') << "\n";
  ASSERT_EQ(
      run(directory.path(), {"fit", "--input", "docs.txt", "-k", "2", "--output", "m", "--set",
                             "corpus.max_document_bytes=100", "--set", "corpus.format=lines"})
          .code,
      0);
  const std::vector<std::string> command = {"transform", "m",     "long.txt",           "--output",
                                            "w.csv",     "--set", "corpus.format=lines"};
  const Finished refused = run(directory.path(), command);
  EXPECT_EQ(refused.code, 4);
  EXPECT_THAT(refused.err, HasSubstr("longer than 100 bytes"));
  std::vector<std::string> longer = command;
  longer.insert(longer.end(), {"--set", "corpus.max_document_bytes=1000"});
  EXPECT_EQ(run(directory.path(), longer).code, 0);
}

TEST(TransformCommand, ANullTakesBackWhatIsRecorded) {
  const TemporaryDirectory directory;
  fit(directory);
  const Finished got = transform(
      directory, {"m", "posts.csv", "--output", "w.csv", "--set", "corpus.id_field=null"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(records(directory / "w.csv")[1][0], "0");
}

TEST(TransformCommand, SaysWhatItCantDo) {
  const TemporaryDirectory directory;
  fit(directory);
  std::ofstream(directory / "new.txt") << "zebras\n";
  std::ofstream(directory / "notes.csv") << "mine\n";
  struct Wrong {
    std::vector<std::string> arguments;
    int code;
    std::string message;
  };
  const std::vector<Wrong> all = {
      {{"m", "--output", "w.csv"}, 2, "nmf transform needs MODEL INPUT, got 1 argument"},
      {{"m", "new.txt"}, 2, "nmf transform needs --output FILE"},
      {{"m", "new.txt", "--output", "w.csv", "--set", "corpus.format"}, 2, "expected KEY=VALUE"},
      {{"m", "new.txt", "--output", "w.csv", "--device", "gpu"}, 2, "expected auto or cpu"},
      {{"m", "new.txt", "--output", "w.csv", "--set", "vectorizer.norm=l1"},
       3,
       "the vectorizer and all else are the model's"},
      {{"m", "new.txt", "--output", "w.csv", "--set", "corpus.path=x"},
       3,
       "INPUT names the corpus"},
      {{"m", "new.txt", "--output", "w.csv", "--set", "corpus.subset=test"}, 3, "corpus.subset"},
      {{"m", "new.txt", "--output", "w.csv"},
       4,
       "new.txt: no document has a term of the model's vocabulary (documents: 1, "},
      {{"m", "new.txt", "--output", "w.txt"}, 4, "expected .npy, .csv or .jsonl"},
      {{"m", "new.txt", "--output", "notes.csv"}, 4, "is not an earlier output"},
      {{"m", "new.txt", "--output", "no/such/w.csv"}, 4, "is not there"},
      {{"m", "gone.txt", "--output", "w.csv"}, 4, "gone.txt"},
      {{"gone", "new.txt", "--output", "w.csv"}, 5, "gone"},
      {{"m", "new.txt", "--output", "w.csv", "--device", "cuda"}, 6, "works on the CPU"},
  };
  for (const Wrong& wrong : all) {
    const Finished got = transform(directory, wrong.arguments);
    EXPECT_EQ(got.code, wrong.code) << got.err;
    EXPECT_THAT(got.err, HasSubstr(wrong.message));
    EXPECT_FALSE(std::filesystem::exists(directory / "w.csv"));
  }
  EXPECT_EQ(read_file(directory / "notes.csv"), "mine\n");
}

TEST(TransformCommand, FinishedWeightsGoWithAModelOfFinishedWeights) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "terms.txt") << "apple\nberry\ncherry\n";
  std::ofstream(directory / "x.mtx") << "%%MatrixMarket matrix coordinate real general\n"
                                        "3 3 4\n1 1 0.5\n1 2 0.25\n2 2 1.5\n3 3 1\n";
  std::ofstream(directory / "ones.mtx")
      << "%%MatrixMarket matrix coordinate real general\n1 3 1\n1 1 1\n";
  std::ofstream(directory / "new.txt") << "apple berry\n";
  const Finished fitted =
      run(directory.path(), {"fit", "--input", "x.mtx", "--set", "corpus.vocabulary=terms.txt",
                             "-k", "2", "--output", "m", "--device", "cpu", "--quiet"});
  ASSERT_EQ(fitted.code, 0) << fitted.err;
  for (const char* input : {"x.mtx", "ones.mtx"}) {  // as recorded: weights, and their vocabulary
    const Finished got = transform(directory, {"m", input, "--output", "w.csv"});
    EXPECT_EQ(got.code, 0) << got.err;
  }
  const Finished text = transform(directory, {"m", "new.txt", "--output", "t.csv"});
  EXPECT_EQ(text.code, 4);
  EXPECT_THAT(text.err, HasSubstr("fitted on finished weights, so that it can't weigh text"));
}

}  // namespace
}  // namespace nmf::test
