#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/fit_posts.h"
#include "tests/app/program.h"

namespace nmf::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kPosts =
    "id,text,label\n"
    "p1,\"the rocket left for orbit, a rocket in orbit\",space\n"
    "p2,orbit of the moon and a rocket to the moon,space\n"
    "p3,\"bread and butter,\n butter on bread\",food\n"
    "p4,the bread was warm and the butter soft,food\n"
    "p5,moon orbit rocket launch,space\n"
    "p6,warm soft bread,food\n";

/// Fits a model `m` of posts.csv, in which space and food are told apart.
void fit(const TemporaryDirectory& directory, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"--set", "corpus.label_field=label"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  fit_posts(directory, kPosts, arguments);
}

nlohmann::json topics_of(const TemporaryDirectory& directory,
                         const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"topics", "m", "--format", "json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Finished got = run(directory.path(), arguments);
  EXPECT_EQ(got.code, 0) << got.err;
  return nlohmann::json::parse(got.out);
}

TEST(TopicsCommand, ShowsTopicsDocumentsAndLabels) {
  const TemporaryDirectory directory;
  fit(directory);
  const nlohmann::json all = topics_of(directory);
  ASSERT_EQ(all["topics"].size(), 2);
  EXPECT_GE(all["topics"][0]["share"], all["topics"][1]["share"]);
  double sum = 0;
  for (const auto& topic : all["topics"]) {
    sum += topic["share"].get<double>();
    EXPECT_EQ(topic["name"], nullptr);
    const auto& first = topic["documents"][0];
    const bool space = first["label"] == "space";
    // Each of these is in all three documents of its label and in no other.
    EXPECT_THAT(topic["terms"].dump(), HasSubstr(space ? "\"orbit\"" : "\"bread\""));
    EXPECT_THAT(first["excerpt"].get<std::string>(), HasSubstr(space ? "orbit" : "bread"));
    for (const char* list : {"frex", "lift", "relevance"}) EXPECT_FALSE(topic[list].empty());
  }
  EXPECT_NEAR(sum, 1, 1e-12);
  ASSERT_EQ(all["labels"].size(), 2);
  EXPECT_EQ(all["labels"][0]["label"], "food");
  EXPECT_EQ(all["labels"][0]["documents"], 3);
  // The first terms are those that the fit itself names.
  const auto own = nlohmann::json::parse(read_file(directory / "m/topics.json"));
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(all["topics"][i]["topic"], own["topics"][i]["topic"]);
    EXPECT_EQ(all["topics"][i]["share"], own["topics"][i]["share"]);
    EXPECT_EQ(all["topics"][i]["terms"], own["topics"][i]["terms"]);
  }
}

TEST(TopicsCommand, TextIsForEyesAndNamesAreUsed) {
  const TemporaryDirectory directory;
  fit(directory);
  std::ofstream(directory / "m/topic_names.csv") << "topic,name\n0,zero\n1,one\n";
  const Finished got = run(directory.path(), {"topics", "m", "--top", "2"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.err, "");
  for (const char* text :
       {" %  zero\n", " %  one\n", "    weight    ", "    relevance ", "documents  topics"})
    EXPECT_THAT(got.out, HasSubstr(text));
  EXPECT_THAT(run(directory.path(), {"topics", "m", "--term", "orbit"}).out,
              testing::ContainsRegex("%  +2  (zero|one)\n"));
  EXPECT_EQ(topics_of(directory)["topics"][0]["name"].is_string(), true);
  std::ofstream(directory / "m/topic_names.csv") << "7,x\n";
  const Finished broken = run(directory.path(), {"topics", "m"});
  EXPECT_EQ(broken.code, 4);
  EXPECT_THAT(broken.err, HasSubstr("topic_names.csv:1: got topic '7'"));
}

TEST(TopicsCommand, AFitDoesNotReplaceAModelWithTheUsersNames) {
  const TemporaryDirectory directory;
  fit(directory);
  std::ofstream(directory / "m/topic_names.csv") << "0,zero\n";
  const Finished got =
      run(directory.path(), {"fit", "--input", "posts.csv", "--output", "m", "--quiet"});
  EXPECT_EQ(got.code, 4);
  EXPECT_THAT(got.err, HasSubstr("holds 'topic_names.csv', which is not from this command"));
  EXPECT_EQ(read_file(directory / "m/topic_names.csv"), "0,zero\n");
}

TEST(TopicsCommand, CsvHasARecordATerm) {
  const TemporaryDirectory directory;
  fit(directory);
  const Finished got =
      run(directory.path(), {"topics", "m", "--format", "csv", "--top", "3", "--lambda", "1"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out, StartsWith("topic,name,share,order,rank,term,score\n"));
  EXPECT_EQ(std::count(got.out.begin(), got.out.end(), '\n'), 1 + 2 * 4 * 3);
}

TEST(TopicsCommand, WritesTheWeightsOfAllDocuments) {
  const TemporaryDirectory directory;
  fit(directory);
  const Finished got = run(directory.path(), {"topics", "m", "--documents", "w.csv"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.out, "");
  const std::string csv = read_file(directory / "w.csv");
  EXPECT_THAT(csv, StartsWith("id,label,topic_0,topic_1\np1,space,"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 7);
  EXPECT_EQ(run(directory.path(), {"topics", "m", "--documents", "w.csv"}).code, 0);
  const Finished other = run(directory.path(), {"topics", "m", "--documents", "w.npy"});
  EXPECT_EQ(other.code, 4);
  EXPECT_EQ(other.err, "nmf: w.npy: got the suffix '.npy', expected .csv\n");
  EXPECT_FALSE(std::filesystem::exists(directory / "w.npy"));
  const Finished foreign = run(directory.path(), {"topics", "m", "--documents", "posts.csv"});
  EXPECT_EQ(foreign.code, 4);
  EXPECT_THAT(foreign.err, HasSubstr("posts.csv: is not an earlier output of this command"));
  EXPECT_EQ(read_file(directory / "posts.csv"), kPosts);
}

TEST(TopicsCommand, ShowsTheTopicsOfATerm) {
  const TemporaryDirectory directory;
  fit(directory);
  const Finished got = run(directory.path(), {"topics", "m", "--term", "moon", "--format", "json"});
  EXPECT_EQ(got.code, 0) << got.err;
  const auto json = nlohmann::json::parse(got.out);
  EXPECT_EQ(json["term"], "moon");
  ASSERT_FALSE(json["topics"].empty());
  EXPECT_GT(json["topics"][0]["share"], 0.9);
  const Finished unknown = run(directory.path(), {"topics", "m", "--term", "mooon"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_EQ(unknown.err,
            "nmf: --term: got 'mooon', expected a term of the model's vocabulary; did "
            "you mean 'moon'?\n");
}

TEST(TopicsCommand, ATermIsFoundAsTheModelsVectorizerHasIt) {
  const TemporaryDirectory directory;
  fit(directory, {"--set", "vectorizer.stemmer=english"});
  const Finished got =
      run(directory.path(), {"topics", "m", "--term", "Rockets", "--format", "json"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.err, "note: the model's vectorizer makes 'rocket' of 'Rockets'\n");
  EXPECT_EQ(nlohmann::json::parse(got.out)["term"], "rocket");
  EXPECT_EQ(run(directory.path(), {"topics", "m", "--term", "the"}).code, 2) << "a stop word";
  EXPECT_EQ(run(directory.path(), {"topics", "m", "--term", "rockets moons"}).code, 2);
}

TEST(TopicsCommand, ACorpusThatIsGoneOrChangedCostsTheExcerptsAlone) {
  const TemporaryDirectory directory;
  fit(directory);
  std::ofstream(directory / "posts.csv", std::ios::app) << "p7,one more,space\n";
  Finished got = run(directory.path(), {"topics", "m", "--format", "json"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.err, HasSubstr("note: no excerpts: "));
  EXPECT_THAT(got.err, HasSubstr("has changed since the model was fitted on it"));
  EXPECT_THAT(got.err, HasSubstr("--corpus"));
  EXPECT_EQ(nlohmann::json::parse(got.out)["topics"][0]["documents"][0]["excerpt"], nullptr);
  std::filesystem::remove(directory / "posts.csv");
  got = run(directory.path(), {"topics", "m"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.err, HasSubstr("the model's corpus is gone"));
  EXPECT_EQ(run(directory.path(), {"topics", "m", "--typical", "0"}).err, "");
}

TEST(TopicsCommand, TheCorpusCanBeNamedWhereItWasMoved) {
  const TemporaryDirectory directory;
  fit(directory);
  std::filesystem::rename(directory / "posts.csv", directory / "moved.csv");
  std::ofstream(directory / "c.yaml")
      << "corpus: {path: moved.csv, id_field: id, label_field: label}\n";
  const auto all = topics_of(directory, {"--corpus", "c.yaml"});
  EXPECT_TRUE(all["topics"][0]["documents"][0]["excerpt"].is_string());
  std::ofstream(directory / "moved.csv", std::ios::app) << "p7,one more,space\n";
  const Finished other = run(directory.path(), {"topics", "m", "--corpus", "c.yaml"});
  EXPECT_EQ(other.code, 4);
  EXPECT_THAT(other.err, HasSubstr("moved.csv: is not the corpus that the model was fitted on"));
  EXPECT_EQ(run(directory.path(), {"topics", "m", "--corpus", "no.yaml"}).code, 3);
}

TEST(TopicsCommand, AMatrixHasNoExcerptsAndNoNote) {
  const TemporaryDirectory directory;
  ASSERT_EQ(run(directory.path(), tiny_fit(directory, {"-k", "2", "--output", "m"})).code, 0);
  const Finished got = run(directory.path(), {"topics", "m"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.err, "");
  EXPECT_THAT(got.out, HasSubstr("apple"));
}

TEST(TopicsCommand, WhatIsNoModelIsRefused) {
  const TemporaryDirectory directory;
  fit(directory);
  std::filesystem::create_directory(directory / "empty");
  for (const char* command : {"topics", "export"}) {
    std::vector<std::string> arguments = {command, "empty"};
    if (arguments[0] == "export")
      for (const char* more : {"--format", "gensim", "--output", "o"}) arguments.push_back(more);
    EXPECT_EQ(run(directory.path(), arguments).code, 5);
    arguments[1] = "posts.csv";
    EXPECT_EQ(run(directory.path(), arguments).code, 5);
    arguments[1] = "no";
    const Finished got = run(directory.path(), arguments);
    EXPECT_EQ(got.code, 5);
    EXPECT_EQ(got.err,
              "nmf: no: no such directory, expected a model directory as nmf fit writes it\n");
    EXPECT_FALSE(std::filesystem::exists(directory / "o"));
  }
  std::ofstream(directory / "m/vocabulary.txt", std::ios::app) << "zzz\n";
  EXPECT_EQ(run(directory.path(), {"topics", "m"}).code, 5);
}

TEST(TopicsCommand, WhatCanNotBeUnderstoodIsUsage) {
  const TemporaryDirectory directory;
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"topics"}, "nmf topics needs MODEL"},
      {{"topics", "a", "b"}, "one MODEL at most, got a and b"},
      {{"topics", "m", "--top", "0"}, "--top: got '0', expected an integer from 1 to"},
      {{"topics", "m", "--top", "1x"}, "--top: got '1x'"},
      {{"topics", "m", "--top", "1", "--top", "2"}, "--top given twice"},
      {{"topics", "m", "--lambda", "1.5"}, "--lambda: got '1.5', expected a number from 0 to 1"},
      {{"topics", "m", "--lambda", "nan"}, "--lambda: got 'nan'"},
      {{"topics", "m", "--format", "xml"}, "--format: got 'xml', expected one of text, json, csv"},
      {{"topics", "m", "--term", "a", "--top", "3"}, "--top has no meaning with --term"},
      {{"topics", "m", "--term", "a", "--documents", "f"},
       "--term has no meaning with --documents"},
      {{"topics", "m", "--format", "csv", "--typical", "3"},
       "--typical has no meaning with --format csv"},
      {{"topics", "m", "--bogus"}, "bogus"},
      {{"export", "m", "--format", "gensim"}, "nmf export needs --output"},
      {{"export", "m", "--output", "o"}, "nmf export needs --format"},
      {{"export", "m", "--output", "o", "--format", "r"},
       "--format: got 'r', expected one of sklearn"}};
  for (const auto& [arguments, message] : cases) {
    const Finished got = run(directory.path(), arguments);
    EXPECT_EQ(got.code, 2) << got.err;
    EXPECT_THAT(got.err, HasSubstr(message));
    EXPECT_EQ(got.out, "");
  }
}

TEST(ExportCommand, ReplacesItsOwnOutputAlone) {
  const TemporaryDirectory directory;
  fit(directory);
  for (const char* format : {"sklearn", "gensim", "pyldavis"}) {
    const std::vector<std::string> arguments = {"export", "m",        "--format",
                                                format,   "--output", format};
    for (int i = 0; i < 2; ++i) {
      const Finished got = run(directory.path(), arguments);
      EXPECT_EQ(got.code, 0) << got.err;
      EXPECT_EQ(got.out, "");
    }
  }
  EXPECT_TRUE(std::filesystem::exists(directory / "sklearn/components.npy"));
  const Finished foreign =
      run(directory.path(), {"export", "m", "--format", "gensim", "--output", "sklearn"});
  EXPECT_EQ(foreign.code, 4);
  EXPECT_THAT(foreign.err, HasSubstr("which is not from this command"));
  EXPECT_EQ(run(directory.path(), {"export", "m", "--format", "gensim", "--output", "m"}).code, 4);
  EXPECT_TRUE(std::filesystem::exists(directory / "m/model.json"));
}

TEST(TopicsCommand, FinishedWeightsHaveTheirTermsAsTheyAre) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "terms.txt") << "term1\nterm2\n";
  std::ofstream(directory / "w.mtx")
      << "%%MatrixMarket matrix coordinate real general\n2 2 3\n1 1 0.5\n1 2 0.25\n2 2 1\n";
  ASSERT_EQ(run(directory.path(), {"fit", "--input", "w.mtx", "-k", "1", "--output", "m", "--set",
                                   "corpus.vocabulary=terms.txt", "--set", "corpus.values=weights"})
                .code,
            0);
  const Finished got = run(directory.path(), {"topics", "m", "--term", "Term1"});
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.err, HasSubstr("did you mean 'term1'"));
}

}  // namespace
}  // namespace nmf::test
