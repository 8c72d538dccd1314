#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

/// A corpus of lines, its CONFIG and topics.
void write_inputs(const TemporaryDirectory& directory) {
  std::ofstream(directory / "posts.txt")
      << "The orbit of the moon\nmoon orbit launch\n\nhockey team game\nthe team lost the game\n";
  std::ofstream(directory / "posts.yaml") << "corpus:\n  path: posts.txt\n  format: lines\n"
                                             "vectorizer:\n  stop_words: [the, of]\n";
  std::ofstream(directory / "topics.txt") << "moon orbit launch\nteam\tgame hockey elf\n";
}

Finished evaluate(const TemporaryDirectory& directory, const std::vector<std::string>& more) {
  std::vector<std::string> all = {"evaluate", "--topics", "topics.txt", "--corpus", "posts.yaml"};
  all.insert(all.end(), more.begin(), more.end());
  return run(directory.path(), all);
}

TEST(Evaluate, ScoresTopicsMadeElsewhere) {
  const TemporaryDirectory directory;
  write_inputs(directory);
  const Finished got = evaluate(directory, {"--format", "json"});
  ASSERT_EQ(got.code, 0) << got.err;
  const json scores = json::parse(got.out);
  // moon and orbit stand in two of five documents, both, launch beside them in one.
  EXPECT_NEAR(scores["u_mass"]["topics"][0].get<double>(), 2 * std::log(0.5) / 3, 1e-9);
  for (const char* name : {"u_mass", "c_v", "c_uci", "c_npmi", "diversity"}) {
    ASSERT_EQ(scores[name]["topics"].size(), 2U) << name;
    EXPECT_TRUE(scores[name]["mean"].is_number()) << name;
  }
  EXPECT_EQ(scores["diversity"]["mean"], 1.0);
  for (const char* name : {"exclusivity", "residual", "explained"})
    EXPECT_TRUE(scores[name].is_null()) << name;
  EXPECT_EQ(scores["corpus"]["documents"], 5);
  EXPECT_EQ(scores["topics"][1]["terms"], json({"team", "game", "hockey", "elf"}));
  EXPECT_THAT(got.err, HasSubstr("posts.txt: 5 documents, 11 tokens, 7 terms of 2 topics"));
  EXPECT_THAT(got.err, HasSubstr("note: 1 of the topics' terms occurs nowhere in the corpus and is "
                                 "left out: 'elf'\n"));
  EXPECT_EQ(evaluate(directory, {"--format", "json", "--threads", "4", "--quiet"}).out, got.out);
}

TEST(Evaluate, PrintsATableForTheEye) {
  const TemporaryDirectory directory;
  write_inputs(directory);
  const Finished got = evaluate(directory, {"--top", "2", "--quiet"});
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out,
              StartsWith("topic    u_mass       c_v     c_uci    c_npmi  diversity  terms\n"));
  EXPECT_THAT(got.out, HasSubstr("  moon, orbit\n"));
  EXPECT_THAT(got.out, HasSubstr("\n mean"));
  EXPECT_EQ(got.err, "");
}

TEST(Evaluate, OfCountsHasNoScoresWithinWindows) {
  const TemporaryDirectory directory;
  write_inputs(directory);
  std::ofstream(directory / "counts.ldac") << "2 0:3 1:1\n2 1:2 2:1\n1 2:4\n0\n";
  std::ofstream(directory / "terms.txt") << "moon\norbit\nteam\n";
  std::ofstream(directory / "posts.yaml")
      << "corpus:\n  path: counts.ldac\n  vocabulary: terms.txt\n";
  const Finished got = evaluate(directory, {"--format", "json"});
  ASSERT_EQ(got.code, 0) << got.err;
  const json scores = json::parse(got.out);
  EXPECT_NEAR(scores["u_mass"]["topics"][0].get<double>(), 0, 1e-9);
  EXPECT_TRUE(scores["u_mass"]["topics"][1].is_null());  // one known term
  for (const char* name : {"c_v", "c_uci", "c_npmi"}) EXPECT_TRUE(scores[name].is_null());
  EXPECT_THAT(got.err, HasSubstr("note: a corpus of counts has no order of words"));
}

TEST(Evaluate, ItsHelpShowsThatItCanDoWithoutAModel) {
  const TemporaryDirectory directory;
  EXPECT_THAT(run(directory.path(), {"evaluate", "--help"}).out,
              HasSubstr("nmf evaluate [OPTION...] [MODEL]\n"));
  EXPECT_THAT(run(directory.path(), {"topics", "--help"}).out,
              HasSubstr("nmf topics [OPTION...] MODEL\n"));
}

TEST(Evaluate, RefusesWhatIsNoRequest) {
  const TemporaryDirectory directory;
  write_inputs(directory);
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{}, "no topics given: name a MODEL, or --topics FILE with --corpus CONFIG"},
      {{"--corpus", "posts.yaml"}, "no topics given"},
      {{"--topics", "topics.txt"}, "--topics FILE without a MODEL needs --corpus CONFIG"},
      {{"a", "b"}, "one MODEL at most, got a and b"},
      {{"a", "--top", "1"}, "--top: got '1', expected an integer from 2 to 1000000"},
      {{"a", "--top", "x"}, "--top: got 'x', expected an integer"},
      {{"a", "--format", "csv"}, "--format: got 'csv', expected one of text, json"},
      {{"a", "--threads", "-1"}, "--threads: got '-1', expected an integer"},
      {{"a", "--topics", "b", "--topics", "c"}, "--topics given twice"},
      {{"a", "--bogus"}, "bogus"}};
  for (const auto& [arguments, message] : cases) {
    std::vector<std::string> all = {"evaluate"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Finished got = run(directory.path(), all);
    EXPECT_EQ(got.code, 2) << got.err;
    EXPECT_THAT(got.err, HasSubstr(message));
    EXPECT_EQ(got.out, "");
  }
}

TEST(Evaluate, RefusesBadTopicsAndCorporaWithoutTheirTerms) {
  const TemporaryDirectory directory;
  write_inputs(directory);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "nmf: topics.txt: no topic in it"},
      {"moon orbit\nlaunch\n", "nmf: topics.txt:2: the topic has one term, 'launch'"},
      {"moon \xff\n", "nmf: topics.txt:1: byte 0xFF"},
      {"Moon elf\n", "nmf: posts.txt: none of the topics' terms (2) occurs in the corpus"}};
  for (const auto& [topics, message] : cases) {
    std::ofstream(directory / "topics.txt") << topics;
    const Finished got = evaluate(directory, {"--quiet"});
    EXPECT_EQ(got.code, 4) << got.err;
    // A CONFIG's paths are absolute, those of the command line as given.
    EXPECT_THAT(got.err, HasSubstr(message.substr(5)));
    EXPECT_EQ(got.out, "");
  }
  std::filesystem::remove(directory / "topics.txt");
  EXPECT_EQ(evaluate(directory, {}).code, 4);
  std::ofstream(directory / "topics.txt") << "moon orbit\n";
  std::filesystem::remove(directory / "posts.txt");
  EXPECT_EQ(evaluate(directory, {}).code, 4);
  std::filesystem::remove(directory / "posts.yaml");
  EXPECT_EQ(evaluate(directory, {}).code, 3);
}

/// A model of the corpus that write_inputs writes.
void fit(const TemporaryDirectory& directory) {
  write_inputs(directory);
  const Finished got = run(directory.path(), {"fit", "posts.yaml", "-k", "2", "--device", "cpu",
                                              "--set", "output.show=none", "--output", "model"});
  ASSERT_EQ(got.code, 0) << got.err;
}

TEST(Evaluate, ScoresAModelOnItsOwnCorpus) {
  const TemporaryDirectory directory;
  fit(directory);
  const Finished got =
      run(directory.path(), {"evaluate", "model", "--top", "3", "--format", "json"});
  ASSERT_EQ(got.code, 0) << got.err;
  const json scores = json::parse(got.out);
  for (const char* name : {"u_mass", "c_v", "c_uci", "c_npmi", "diversity", "exclusivity"}) {
    ASSERT_EQ(scores[name]["topics"].size(), 2U) << name;
    EXPECT_TRUE(scores[name]["mean"].is_number()) << name;
  }
  const json model = json::parse(read_file(directory / "model/model.json"));
  const double residual = model["residual"], norm = model["X_norm"];
  EXPECT_NEAR(norm, 2, 1e-12);  // four documents of length 1, one that is empty
  EXPECT_EQ(scores["residual"], residual);
  EXPECT_NEAR(scores["explained"].get<double>(), 1 - residual * residual / norm / norm, 1e-12);

  // The same topics, written down, in the same corpus, have the same coherence.
  std::ofstream topics(directory / "topics.txt");
  for (const json& topic : scores["topics"]) {
    for (const json& term : topic["terms"]) topics << term.get<std::string>() << ' ';
    topics << '\n';
  }
  topics.close();
  const Finished of_file = evaluate(directory, {"--top", "3", "--format", "json"});
  ASSERT_EQ(of_file.code, 0) << of_file.err;
  for (const char* name : {"u_mass", "c_v", "c_uci", "c_npmi", "diversity"})
    EXPECT_EQ(json::parse(of_file.out)[name], scores[name]) << name;
  EXPECT_TRUE(json::parse(of_file.out)["exclusivity"].is_null());
}

TEST(Evaluate, ListsAModelsTopicsByShare) {
  const TemporaryDirectory directory;
  fit(directory);
  const Finished got = run(directory.path(), {"evaluate", "model", "--quiet"});
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out, HasSubstr("diversity  exclusivity  terms\n"));
  EXPECT_THAT(got.out, HasSubstr("||X - W H|| = "));
  const json listed = json::parse(read_file(directory / "model/topics.json"))["topics"];
  std::size_t at = 0;
  for (const json& topic : listed) {
    const std::size_t found = got.out.find("\n    " + topic["topic"].dump() + " ");
    ASSERT_NE(found, std::string::npos);
    EXPECT_GE(found, at);
    at = found;
  }
}

TEST(Evaluate, TakesOtherTopicsAndAnotherCorpusBesideAModel) {
  const TemporaryDirectory directory;
  fit(directory);
  const Finished topics =
      run(directory.path(), {"evaluate", "model", "--topics", "topics.txt", "--format", "json"});
  ASSERT_EQ(topics.code, 0) << topics.err;
  EXPECT_EQ(json::parse(topics.out)["topics"][0]["terms"], json({"moon", "orbit", "launch"}));
  EXPECT_TRUE(json::parse(topics.out)["residual"].is_null());

  std::ofstream(directory / "other.txt") << "moon game\nthe the moon\n";
  std::ofstream(directory / "other.yaml") << "corpus: {path: other.txt, format: lines}\n";
  const Finished other =
      run(directory.path(), {"evaluate", "model", "--corpus", "other.yaml", "--format", "json"});
  ASSERT_EQ(other.code, 0) << other.err;
  // The stop words are the model's.
  EXPECT_EQ(json::parse(other.out)["corpus"], json({{"documents", 2}, {"tokens", 3}}));
  EXPECT_TRUE(json::parse(other.out)["residual"].is_number());
}

TEST(Evaluate, OfAModelWithAPrunedVocabulary) {
  const TemporaryDirectory directory;
  write_inputs(directory);
  const Finished fitted =
      run(directory.path(), {"fit", "posts.yaml", "-k", "2", "--set", "vectorizer.min_df=2",
                             "--set", "vectorizer.max_df=0.9", "--output", "model", "--quiet"});
  ASSERT_EQ(fitted.code, 0) << fitted.err;
  const Finished own = run(directory.path(), {"evaluate", "model", "--format", "json"});
  ASSERT_EQ(own.code, 0) << own.err;
  std::ofstream(directory / "pruned.yaml")
      << "corpus: {path: posts.txt, format: lines}\nvectorizer: {min_df: 3, max_features: 7}\n";
  const Finished other =
      run(directory.path(), {"evaluate", "model", "--corpus", "pruned.yaml", "--format", "json"});
  ASSERT_EQ(other.code, 0) << other.err;
  EXPECT_EQ(json::parse(other.out)["u_mass"], json::parse(own.out)["u_mass"]);
}

TEST(Evaluate, RefusesACorpusThatIsNoLongerTheModels) {
  const TemporaryDirectory directory;
  fit(directory);
  std::ofstream(directory / "posts.txt", std::ios::app) << "one more\n";
  const Finished changed = run(directory.path(), {"evaluate", "model"});
  EXPECT_EQ(changed.code, 4);
  EXPECT_THAT(changed.err, HasSubstr("has changed since the model was fitted on it"));
  EXPECT_THAT(changed.err, HasSubstr("--corpus CONFIG"));
  EXPECT_EQ(changed.out, "");
  std::filesystem::remove(directory / "posts.txt");
  const Finished gone = run(directory.path(), {"evaluate", "model"});
  EXPECT_EQ(gone.code, 4);
  EXPECT_THAT(gone.err, HasSubstr("--corpus CONFIG"));
  ASSERT_EQ(run(directory.path(), tiny_fit(directory, {"--output", "counts"})).code, 0);
  std::filesystem::remove(directory / "terms.txt");
  EXPECT_THAT(run(directory.path(), {"evaluate", "counts"}).err,
              HasSubstr("terms.txt: no such file or folder; put the model's corpus back as it was, "
                        "or name one by --corpus CONFIG\n"));
  EXPECT_EQ(run(directory.path(), {"evaluate", "nothing"}).code, 5);
}

TEST(Evaluate, OfAModelOfWeightsHasUMassAlone) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "x.mtx") << "%%MatrixMarket matrix coordinate real general\n"
                                        "3 3 5\n1 1 0.5\n1 2 0.25\n2 2 1.5\n3 1 0.5\n3 3 2\n";
  std::ofstream(directory / "terms.txt") << "moon\norbit\nteam\n";
  std::ofstream(directory / "x.yaml") << "corpus: {path: x.mtx, vocabulary: terms.txt}\n";
  ASSERT_EQ(
      run(directory.path(), {"fit", "x.yaml", "-k", "2", "--device", "cpu", "--output", "m"}).code,
      0);
  const Finished got = run(directory.path(), {"evaluate", "m", "--format", "json"});
  ASSERT_EQ(got.code, 0) << got.err;
  const json scores = json::parse(got.out);
  EXPECT_EQ(scores["u_mass"]["topics"].size(), 2U);
  EXPECT_TRUE(scores["c_v"].is_null());
  EXPECT_TRUE(scores["explained"].is_number());
  EXPECT_THAT(got.err, HasSubstr("note: a corpus of weights has no order of words"));
}

}  // namespace
}  // namespace nmf::test
