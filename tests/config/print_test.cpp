#include <gtest/gtest.h>

#include <cmath>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "nmf/config/schema.h"
#include "tests/config/support.h"

namespace nmf {
namespace {

using test::load_text;

TEST(Print, JsonOfTheDefaults) {
  EXPECT_EQ(
      to_json(Config{}).dump(),
      R"({"corpus":{"path":null,"format":"auto","subset":"train","categories":null,"remove":[],)"
      R"("encoding":"utf-8","decode_error":"strict","text_field":"text","id_field":null,)"
      R"("label_field":null,"vocabulary":null,"values":"auto","max_document_bytes":67108864},)"
      R"("vectorizer":{"lowercase":true,"strip_accents":null,"analyzer":"word",)"
      R"("token_pattern":"(?u)\\b\\w\\w+\\b","ngram_range":[1,1],"stemmer":null,)"
      R"("stop_words":null,)"
      R"("extra_stop_words":[],"min_df":1,"max_df":1.0,"max_features":null,"vocabulary":null,"binary":false,)"
      R"("norm":"l2","use_idf":true,"smooth_idf":true,"sublinear_tf":false},)"
      R"("factorization":{"n_components":20,"solver":"hals","engine":"auto","beta_loss":"frobenius",)"
      R"("init":"auto","init_std":0.01,"seed":0,"n_init":1,"max_iter":200,"tol":0.0001,)"
      R"("kkt_tol":0.0,"max_seconds":0.0,"alpha_W":0.0,"alpha_H":"same","l1_ratio":0.0,"lr":0.001,)"
      R"("betas":[0.9,0.999],"eps":1e-08,"penalty":0.0,"projection":false,"dtype":"float32"},)"
      R"("runtime":{"device":"auto","threads":0},)"
      R"("output":{"directory":null,"log_every":10,"show":"topics","checkpoint_every":0}})");
}

TEST(Print, YamlHasEveryKeyWithItsDefaultAndMeaning) {
  std::istringstream yaml(to_yaml(Config{}));
  std::string line;
  std::string section;
  std::size_t keys = 0;
  std::size_t comment_column = 0;
  while (std::getline(yaml, line)) {
    if (line[0] != ' ') {
      section = line.substr(0, line.size() - 1);
      continue;
    }
    ASSERT_LT(keys, config::schema().size()) << line;
    const config::Key& key = config::schema()[keys++];
    EXPECT_EQ(key.section, section);
    const std::string commented = "  # ";  // what has no meaning beside the others
    const std::size_t name = line.starts_with(commented) ? commented.size() : 2;
    EXPECT_TRUE(line.substr(name).starts_with(std::string(key.name) + ": ")) << line;
    const std::size_t comment = line.find("  # default ");
    ASSERT_NE(comment, std::string::npos) << line;
    EXPECT_TRUE(line.ends_with(std::string(key.meaning) + "; " + key.expected)) << line;
    if (comment_column == 0) comment_column = comment;
    EXPECT_EQ(comment, comment_column) << line;
  }
  EXPECT_EQ(keys, config::schema().size());
}

TEST(Print, YamlLines) {
  const std::string yaml =
      to_yaml(load_text("factorization: {n_components: 7, solver: adam, eps: 1e-9}"));
  const auto has = [&](const std::string& part) { return yaml.find(part) != std::string::npos; };
  EXPECT_TRUE(
      has("\n  n_components: 7                 # default 20; K, the number of topics, that "
          "of the file where init is one; an integer >= 1\n"))
      << yaml;
  EXPECT_TRUE(has("\n  eps: 1.0e-09                    # default 1.0e-08; adam: ")) << yaml;
  EXPECT_TRUE(has("\n  solver: adam                    # default hals; ")) << yaml;
}

TEST(Print, LongSettingsHaveTheirCommentAbove) {
  const std::string words = "[" + std::string(60, 'a') + "]";
  const std::string yaml = to_yaml(load_text("vectorizer: {extra_stop_words: " + words + "}"));
  EXPECT_NE(yaml.find("\n  # default []; terms left out in addition; a list of words\n"
                      "  extra_stop_words: " +
                      words + "\n"),
            std::string::npos)
      << yaml;
}

TEST(Print, KeysWithoutMeaningAreCommentedOut) {
  const std::string yaml =
      to_yaml(load_text("corpus: {format: ldac}\nvectorizer: {use_idf: false}"));
  for (const char* part :
       {"\n  # subset: train  ", "\n  # lowercase: true  ", "\n  vocabulary: null  ",
        "\n  # smooth_idf: true  ", "\n  # remove: []  "})
    EXPECT_NE(yaml.find(part), std::string::npos) << part << yaml;
}

/// `config`, with what `given` says left out, comes back from its own YAML.
void expect_comes_back(const Config& config) {
  const std::string yaml = to_yaml(config);
  const Config again = load_text(yaml);
  EXPECT_EQ(to_json(again), to_json(config)) << yaml;
  EXPECT_EQ(to_yaml(again), yaml);
}

TEST(Print, YamlComesBack) {
  expect_comes_back({});
  expect_comes_back(load_config(NMF_SOURCE_DIR "/configs/notebook.yaml", {}, Purpose::fit));
  expect_comes_back(load_text("corpus: {format: ldac, vocabulary: v.txt}"));
  expect_comes_back(
      load_text("corpus: {format: csv, path: '-', text_field: 'a: b', id_field: '1'}"));
  expect_comes_back(load_text("corpus: {format: npz, vocabulary: v.txt, values: weights}"));
  expect_comes_back(
      load_text("corpus: {format: lines, max_document_bytes: 9}\n"
                "vectorizer: {analyzer: char_wb, ngram_range: [2, 4], strip_accents: unicode}"));
  expect_comes_back(load_text(R"(vectorizer: {token_pattern: '[a-z]+#\d', stemmer: english})"));
  expect_comes_back(load_text("vectorizer: {use_idf: false, norm: null, max_features: 9}"));
  expect_comes_back(
      load_text("vectorizer: {min_df: 3, max_df: 0.25, stop_words: [no, '5', 'a b']}"));
  expect_comes_back(load_text("vectorizer: {min_df: 1.0, max_df: 1, stop_words: []}"));
  expect_comes_back(load_text("runtime: {device: 'cuda:3', threads: 2}\noutput: {show: none}"));
}

TEST(Print, HostileStringsComeBack) {
  for (const std::string text : {"a: b", "#x", " x ", "it's", "null", "yes", "1e3", "\"", "\\",
                                 "\u00e4\u2028", "a\nb", "\ufeff", "{", "*a", "-", "..."}) {
    Config config;
    config.corpus.path = "/" + text;
    config.output.directory = text;
    config.vectorizer.extra_stop_words = {text, "x", text};
    expect_comes_back(config);
  }
}

TEST(Print, RandomConfigsComeBack) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int i = 0; i < 300; ++i) {
    Config config;
    config.factorization.solver = Solver::adam;
    config.factorization.n_components =
        static_cast<std::int64_t>(random() >> (1 + random() % 62)) + 1;
    config.factorization.seed = random() >> 1;
    config.factorization.tol = unit(random) * std::pow(10, static_cast<int>(random() % 600) - 300);
    config.factorization.lr = unit(random) + 1e-300;
    config.factorization.betas = {unit(random), unit(random)};
    config.factorization.engine = static_cast<Engine>(random() % 3);
    config.factorization.dtype = static_cast<Dtype>(random() % 2);
    config.vectorizer.max_df = unit(random);
    config.vectorizer.min_df = static_cast<std::int64_t>(random() % 5) + 1;
    config.vectorizer.norm = static_cast<Norm>(random() % 3);
    config.vectorizer.use_idf = random() % 2 == 0;
    config.corpus.format = random() % 2 == 0 ? CorpusFormat::automatic : CorpusFormat::jsonl;
    config.corpus.id_field = std::to_string(random());
    config.vectorizer.strip_accents = static_cast<StripAccents>(random() % 3);
    config.vectorizer.ngram_range = {1, static_cast<std::int64_t>(random() % 5) + 1};
    if (random() % 2 == 0) config.output.directory = std::to_string(random());
    expect_comes_back(config);
  }
}

TEST(Print, StandardInputStaysAsItIs) {
  Config config;
  config.corpus.path = "-";
  EXPECT_EQ(load_text(to_yaml(config)).corpus.path, "-");
}

TEST(Print, AFixedVocabularyComesBackFromItsFile) {
  const test::TemporaryDirectory folder;
  test::write_file(folder / "v.txt", "b\na\n");
  Config config = load_text("vectorizer: {vocabulary: " + (folder / "v.txt").string() + "}");
  expect_comes_back(config);
  config.vectorizer.vocabulary->path = std::filesystem::relative(folder / "v.txt").string();
  const Config again = load_text(to_yaml(config));
  ASSERT_TRUE(again.vectorizer.vocabulary);
  EXPECT_TRUE(std::filesystem::equivalent(again.vectorizer.vocabulary->path, folder / "v.txt"));
  EXPECT_EQ(again.vectorizer.vocabulary->terms, (std::vector<std::string>{"b", "a"}));
}

TEST(Print, RelativeInputsBecomeAbsolute) {
  Config config;
  config.corpus.path = "no-such-folder/../data/x";
  config.corpus.vocabulary = "v.txt";
  config.output.directory = "runs/x";
  const Config again = load_text(to_yaml(config));
  const auto here = std::filesystem::current_path();
  EXPECT_EQ(again.corpus.path, (here / "data/x").string());
  EXPECT_EQ(again.corpus.vocabulary, (here / "v.txt").string());
  EXPECT_EQ(again.output.directory, "runs/x");
}

}  // namespace
}  // namespace nmf
