// The examples of configs/ that need nothing but the checkout, and the same texts from elsewhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

using testing::HasSubstr;

const std::filesystem::path kRoot = NMF_SOURCE_DIR;

TEST(Examples, FitAFolderACsvAndAJsonl) {
  const TemporaryDirectory directory;
  for (const std::string name : {"folder", "csv", "jsonl"}) {
    const Finished got =
        run(directory.path(), {"fit", (kRoot / "configs" / (name + ".yaml")).string(), "--device",
                               "cpu", "--output", name});
    ASSERT_EQ(got.code, 0) << got.err;
    EXPECT_THAT(got.err, testing::Not(HasSubstr("not converged"))) << name;
    EXPECT_THAT(got.out, HasSubstr("Epoch: 0, Loss: "));
    const std::string documents = read_file(directory / name / "documents.tsv");
    EXPECT_EQ(std::count(documents.begin(), documents.end(), '\n'), 19) << name;
    for (const char* label : {"\tgarden\n", "\tbicycle\n", "\tkitchen\n"})
      EXPECT_THAT(documents, HasSubstr(label)) << name;
    const auto input = nlohmann::json::parse(read_file(directory / name / "input.json"));
    EXPECT_EQ(input["format"], name == "folder" ? "folders" : name);
    EXPECT_EQ(input["documents"]["read"], 18);
  }
}

TEST(Examples, TheSameRecordsGiveTheSameMatrix) {
  const TemporaryDirectory directory;
  const auto vectorize = [&](const std::string& config, const std::string& output) {
    const Finished got =
        run(directory.path(),
            {"vectorize", (kRoot / "configs" / (config + ".yaml")).string(), "--output", output});
    EXPECT_EQ(got.code, 0) << got.err;
    return read_file(directory / output / "tfidf.npz");
  };
  const std::string csv = vectorize("csv", "csv");
  EXPECT_FALSE(csv.empty());
  EXPECT_EQ(csv, vectorize("jsonl", "jsonl"));
}

TEST(Examples, AMatrixOfOursIsACorpus) {
  const TemporaryDirectory directory;
  const std::string config = (kRoot / "configs/csv.yaml").string();
  ASSERT_EQ(run(directory.path(), {"vectorize", config, "--output", "one"}).code, 0);
  const Finished got =
      run(directory.path(), {"vectorize", "--input", "one/tfidf.npz", "--set",
                             "corpus.vocabulary=one/vocabulary.txt", "--output", "two"});
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.err, HasSubstr("format npz, by its name"));
  EXPECT_EQ(read_file(directory / "one/tfidf.npz"), read_file(directory / "two/tfidf.npz"));
  // Finished weights leave the vectorizer out, so its options are refused by name.
  const Finished refused = run(directory.path(), {"vectorize", "--input", "one/tfidf.npz", "--set",
                                                  "corpus.vocabulary=one/vocabulary.txt", "--set",
                                                  "vectorizer.norm=l1", "--output", "three"});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err, HasSubstr("vectorizer.norm"));
}

// What a user without a configuration types first.
TEST(Examples, TopicsOfStopWordsAreNamedWithTheRemedy) {
  const TemporaryDirectory directory;
  const auto fit = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"fit", "--input",  (kRoot / "tests/data/folder").string(),
                                          "-k",  "2",        "--device",
                                          "cpu", "--output", "model"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(directory.path(), arguments);
  };
  const std::string note = "--set vectorizer.stop_words=english";
  const Finished bare = fit({});
  ASSERT_EQ(bare.code, 0) << bare.err;
  EXPECT_THAT(bare.err, HasSubstr(note));
  const Finished with_list = fit({"--set", "vectorizer.stop_words=english"});
  ASSERT_EQ(with_list.code, 0) << with_list.err;
  EXPECT_THAT(with_list.err, testing::Not(HasSubstr(note)));
}

TEST(Examples, StandardInputNeedsAFormat) {
  const TemporaryDirectory directory;
  const Finished got = run(directory.path(), {"vectorize", "--input", "-", "--output", "out"});
  EXPECT_EQ(got.code, 3);
  EXPECT_THAT(got.err, HasSubstr("corpus.format"));
}

}  // namespace
}  // namespace nmf::test
