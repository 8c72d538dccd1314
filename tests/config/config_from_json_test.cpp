#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "nmf/config/schema.h"
#include "tests/config/support.h"

namespace nmf {
namespace {

using test::load_text;
using test::message_of;

std::string error_of_json(const std::string& json) {
  return message_of<ModelError>([&] { config_from_json(json, "model.json: config"); });
}

TEST(ConfigFromJson, GivesBackEveryDefault) {
  const Config config = config_from_json(to_json(Config{}).dump(), "x");
  EXPECT_EQ(to_json(config), to_json(Config{}));
  EXPECT_TRUE(config.given.empty());
}

TEST(ConfigFromJson, GivesBackWhatWasSet) {
  const Config config = load_text(R"(
corpus: {path: a.tar.gz, format: newsgroups, remove: [headers, quotes], categories: ["null", yes], decode_error: ignore}
vectorizer: {ngram_range: [1, 3], stop_words: ["01", 'true', ~x], min_df: 2, max_df: 0.5, norm: null, token_pattern: '(?u)\b\w\w\w+\b'}
factorization: {solver: adam, n_components: 7, seed: 9007199254740993, tol: 1e-300, betas: [0.5, 0.25], penalty: 3.0, dtype: float64}
runtime: {device: 'cuda:1', threads: 3}
output: {directory: out, show: none}
)");
  const Config back = config_from_json(to_json(config).dump(), "x");
  EXPECT_EQ(to_json(back), to_json(config));
  EXPECT_EQ(back.factorization.seed, 9007199254740993U);
  EXPECT_EQ(std::get<std::vector<std::string>>(back.vectorizer.stop_words),
            (std::vector<std::string>{"01", "true", "~x"}));
  EXPECT_TRUE(std::holds_alternative<std::int64_t>(back.vectorizer.min_df));
  EXPECT_EQ(back.given, config.given);
}

TEST(ConfigFromJson, IntegerAndShareStayWhatTheyAre) {
  const Config config = load_text("vectorizer: {min_df: 1.0, max_df: 1}");
  const Config back = config_from_json(to_json(config).dump(), "x");
  EXPECT_EQ(std::get<double>(back.vectorizer.min_df), 1.0);
  EXPECT_EQ(std::get<std::int64_t>(back.vectorizer.max_df), 1);
}

TEST(ConfigFromJson, OpensNoFile) {
  const Config config = config_from_json(
      R"({"vectorizer": {"vocabulary": "/no/such/terms.txt"}, "corpus": {"vocabulary": "/no/such"}})",
      "x");
  ASSERT_TRUE(config.vectorizer.vocabulary);
  EXPECT_EQ(config.vectorizer.vocabulary->path, "/no/such/terms.txt");
  EXPECT_TRUE(config.vectorizer.vocabulary->terms.empty());
  EXPECT_EQ(config.corpus.vocabulary, "/no/such");
  EXPECT_EQ(error_of_json(R"({"vectorizer": {"stop_words": "/no/such"}})"),
            "model.json: config: vectorizer.stop_words: expected null, english or a list of words");
}

TEST(ConfigFromJson, AKeyThatIsMissingHasItsDefault) {
  const Config config = config_from_json(R"({"factorization": {"n_components": 3}})", "x");
  EXPECT_EQ(config.factorization.n_components, 3);
  EXPECT_EQ(config.factorization.max_iter, 200);
  EXPECT_EQ(config.given, std::vector<std::string>{"factorization.n_components"});
}

TEST(ConfigFromJson, RefusesWhatToJsonWouldNotWrite) {
  EXPECT_EQ(error_of_json(R"({"factorization": {"n_components": 0}})"),
            "model.json: config: factorization.n_components: got 0, expected an integer >= 1");
  EXPECT_EQ(error_of_json(R"({"factorization": {"seeds": 0}})"),
            "model.json: config: factorization.seeds: unknown key, did you mean "
            "factorization.seed?");
  EXPECT_EQ(error_of_json(R"({"corpsu": {}})"),
            "model.json: config: corpsu: unknown section, did you mean corpus?");
  EXPECT_EQ(error_of_json(R"({"corpus": []})"), "model.json: config: corpus: expected an object");
  EXPECT_NE(error_of_json(R"({"corpus": {"remove": [[["headers"]]]}})"), "");
  EXPECT_NE(error_of_json(R"({"corpus": {"path": {"a": 1}}})"), "");
  for (const char* text : {"", "[]", "{", "1", "null", R"({"corpus": {"path": 1e999}})"})
    EXPECT_EQ(error_of_json(text), "model.json: config: expected a JSON object of sections");
}

TEST(ConfigFromJson, EveryKeyRefusesAnObject) {
  for (const config::Key& key : config::schema()) {
    const nlohmann::ordered_json json = {
        {std::string(key.section), {{std::string(key.name), {{"a", 1}}}}}};
    EXPECT_NE(error_of_json(json.dump()), "") << key.dotted();
  }
}

TEST(WithAbsolutePaths, RelativePathsStartFromTheWorkingDirectory) {
  Config config;
  config.corpus.path = "posts.csv";
  config.corpus.vocabulary = "sub/../terms.txt";
  const Config absolute = with_absolute_paths(config);
  EXPECT_EQ(absolute.corpus.path, (std::filesystem::current_path() / "posts.csv").string());
  EXPECT_EQ(absolute.corpus.vocabulary, (std::filesystem::current_path() / "terms.txt").string());
  config.corpus.path = "-";
  config.corpus.vocabulary = "";
  EXPECT_EQ(with_absolute_paths(config).corpus.path, "-");
  EXPECT_EQ(with_absolute_paths(config).corpus.vocabulary, "");
}

}  // namespace
}  // namespace nmf
