#include "nmf/config/loader.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/config/support.h"

namespace nmf {
namespace {

using test::error_of;
using test::error_of_set;
using test::load_text;
using test::message_of;
using Names = std::vector<std::string>;

TEST(Loader, NothingGivesTheDefaults) {
  const Config config = load_config({}, {}, Purpose::show);
  EXPECT_EQ(config.given, Names{});
  EXPECT_EQ(config.corpus.path, "");
  EXPECT_EQ(config.factorization.n_components, 20);
  EXPECT_EQ(config.output.show, Show::topics);
  for (const char* yaml : {"", "# nothing\n", "---\n", "corpus:\nvectorizer:\n", "\ufeff"})
    EXPECT_EQ(to_json(load_text(yaml)), to_json(config)) << yaml;
}

TEST(Loader, TheNotebooksConfiguration) {
  const std::string file = NMF_SOURCE_DIR "/configs/notebook.yaml";
  const Config config = load_config(file, {}, Purpose::fit);
  EXPECT_EQ(config.corpus.path, NMF_SOURCE_DIR "/configs/../data/20news-bydate.tar.gz");
  EXPECT_EQ(config.corpus.format, CorpusFormat::newsgroups);
  EXPECT_EQ(config.corpus.subset, NewsgroupsSubset::train);
  EXPECT_EQ(config.corpus.categories,
            (Names{"alt.atheism", "talk.religion.misc", "comp.graphics", "sci.space"}));
  EXPECT_EQ(config.corpus.remove, (std::vector{NewsgroupsPart::headers, NewsgroupsPart::footers,
                                               NewsgroupsPart::quotes}));
  EXPECT_EQ(config.corpus.encoding, TextEncoding::latin_1);
  EXPECT_EQ(std::get<std::string>(config.vectorizer.stop_words), "english");
  EXPECT_EQ(config.factorization.n_components, 100);
  EXPECT_EQ(config.factorization.solver, Solver::adam);
  EXPECT_EQ(config.factorization.init, Init::normal);
  EXPECT_EQ(config.factorization.init_std, 0.01);
  EXPECT_EQ(config.factorization.seed, 42U);
  EXPECT_EQ(config.factorization.max_iter, 1000);
  EXPECT_EQ(config.factorization.tol, 0.0);
  EXPECT_EQ(config.factorization.lr, 0.001);
  EXPECT_EQ(config.factorization.betas, (std::array<double, 2>{0.9, 0.9}));
  EXPECT_EQ(config.factorization.eps, 1e-8);
  EXPECT_EQ(config.factorization.penalty, 10.0);
  EXPECT_EQ(config.factorization.dtype, Dtype::float32);
  EXPECT_EQ(config.output.log_every, 100);
  EXPECT_EQ(config.output.show, Show::w);
}

TEST(Loader, GivenKeysInTableOrderWithTheirPlaces) {
  const Config config = load_text("output:\n  log_every: 5\ncorpus:\n    path: x\n",
                                  {{"factorization.seed", "3"}, {"output.log_every", "7"}});
  EXPECT_EQ(config.given, (Names{"corpus.path", "factorization.seed", "output.log_every"}));
  ASSERT_EQ(config.given_at.size(), 3U);
  EXPECT_THAT(config.given_at[0], testing::EndsWith("/a.yaml:4:5: corpus.path"));
  EXPECT_EQ(config.given_at[1], "--set factorization.seed=3");
  EXPECT_EQ(config.given_at[2], "--set output.log_every=7");
}

TEST(Loader, LaterOverridesWin) {
  const Config config = load_text("factorization: {seed: 1, tol: 0.5}",
                                  {{"factorization.seed", "2"}, {"factorization.seed", "3"}});
  EXPECT_EQ(config.factorization.seed, 3U);
  EXPECT_EQ(config.factorization.tol, 0.5);
}

TEST(Loader, OverridesAreYaml) {
  const Config config = load_config({},
                                    {{"factorization.solver", "adam"},
                                     {"factorization.betas", "[0.5, 0.6]"},
                                     {"vectorizer.stop_words", "[a, b]"},
                                     {"vectorizer.norm", "null"},
                                     {"vectorizer.min_df", "0.5"},
                                     {"corpus.path", "'a: b'"},
                                     {"runtime.device", "cuda:1"}},
                                    Purpose::show);
  EXPECT_EQ(config.factorization.betas, (std::array<double, 2>{0.5, 0.6}));
  EXPECT_EQ(std::get<Names>(config.vectorizer.stop_words), (Names{"a", "b"}));
  EXPECT_EQ(config.vectorizer.norm, Norm::none);
  EXPECT_EQ(config.vectorizer.min_df, DocumentFrequency(0.5));
  EXPECT_EQ(config.corpus.path, "a: b");
  EXPECT_EQ(config.runtime.device, "cuda:1");
}

TEST(Loader, ANullTakesBackWhatTheFileGave) {
  const Config config = load_text(
      "corpus: {path: x, categories: [a]}\nvectorizer: {max_features: 5, stop_words: english}\n",
      {{"corpus.path", ""},
       {"corpus.categories", "null"},
       {"vectorizer.max_features", "~"},
       {"vectorizer.stop_words", ""}});
  EXPECT_EQ(config.given, Names{});
  EXPECT_EQ(to_json(config), to_json(Config{}));
}

TEST(Loader, WhereRelativePathsStart) {
  const test::TemporaryDirectory folder;
  test::write_file(folder / "words.txt", "the\n");
  test::write_file(folder / "a.yaml",
                   "corpus: {path: data/x, vocabulary: ../v.txt}\n"
                   "vectorizer: {stop_words: words.txt}\n"
                   "output: {directory: runs/x}\n");
  const std::string file = (folder / "a.yaml").string();
  Config config = load_config(file, {}, Purpose::show);
  EXPECT_EQ(config.corpus.path, (folder / "data/x").string());
  EXPECT_EQ(config.corpus.vocabulary, (folder / "../v.txt").string());
  EXPECT_EQ(std::get<Names>(config.vectorizer.stop_words), Names{"the"});
  EXPECT_EQ(config.output.directory, "runs/x");

  config = load_config(file, {{"corpus.path", "data/y"}}, Purpose::show);
  EXPECT_EQ(config.corpus.path, "data/y");
}

TEST(Loader, AnchorsAreFine) {
  const Config config = load_text("corpus: &c {path: &p x}\noutput: {directory: *p}\n");
  EXPECT_EQ(config.output.directory, "x");
}

TEST(Loader, MisfitsNamePlaceKeyAndWhatIsExpected) {
  EXPECT_EQ(error_of("factorization:\n    n_components: 0\n"),
            "a.yaml:2:5: factorization.n_components: got 0, expected an integer >= 1");
  EXPECT_EQ(error_of("factorization: {n_components: }\n"),
            "a.yaml:1:17: factorization.n_components: got null, expected an integer >= 1");
  EXPECT_EQ(error_of("factorization:\n  betas:\n    - 0.9\n    - 1.5\n"),
            "a.yaml:4:7: factorization.betas: got 1.5, expected a number in [0, 1)");
  EXPECT_EQ(error_of("runtime: {threads: 5000}"),
            "a.yaml:1:11: runtime.threads: got 5000, expected an integer from 0 to 4096");
  EXPECT_EQ(error_of("output: {log_every: 0}"),
            "a.yaml:1:10: output.log_every: got 0, expected an integer >= 1");
  EXPECT_EQ(error_of("output: {checkpoint_every: -1}"),
            "a.yaml:1:10: output.checkpoint_every: got -1, expected an integer >= 0");
}

TEST(Loader, NamesThatAreNone) {
  EXPECT_EQ(error_of("factorization:\n  n_componets: 5\n"),
            "a.yaml:2:3: factorization.n_componets: unknown key, did you mean "
            "factorization.n_components?");
  EXPECT_EQ(error_of("output:\n  colour: x\n"),
            "a.yaml:2:3: output.colour: unknown key, expected one of directory, log_every, show, "
            "checkpoint_every");
  EXPECT_EQ(error_of("output:\n  text_field: x\n"),
            "a.yaml:2:3: output.text_field: unknown key, did you mean corpus.text_field?");
  EXPECT_EQ(error_of("corups:\n  path: x\n"),
            "a.yaml:1:1: corups: unknown section, did you mean corpus?");
  EXPECT_EQ(error_of("{[a]: b}"), "a.yaml:1:2: got [a] for a name, expected text");
  EXPECT_EQ(error_of("output: {~: b}"), "a.yaml:1:10: got null for a name, expected text");
}

TEST(Loader, NothingTwice) {
  EXPECT_EQ(error_of("corpus:\n  path: a\n  format: ldac\n  path: a\n"),
            "a.yaml:4:3: corpus.path: given twice, first at line 2");
  EXPECT_EQ(error_of("corpus:\noutput:\ncorpus:\n"),
            "a.yaml:3:1: corpus: given twice, first at line 1");
  EXPECT_EQ(error_of("corpus: {path: a, 'path': a}"),
            "a.yaml:1:19: corpus.path: given twice, first at line 1");
}

TEST(Loader, SectionsAreMaps) {
  EXPECT_EQ(error_of("runtime: 5\n"),
            "a.yaml:1:1: runtime: got 5, expected a section with keys of device, threads");
  EXPECT_EQ(error_of("runtime: [a]\n"),
            "a.yaml:1:1: runtime: got [a], expected a section with keys of device, threads");
  EXPECT_EQ(error_of("- a\n"),
            "a.yaml:1:1: got [a], expected the sections corpus, vectorizer, "
            "factorization, runtime, output");
  EXPECT_EQ(error_of("just text"),
            "a.yaml:1:1: got just text, expected the sections corpus, "
            "vectorizer, factorization, runtime, output");
}

TEST(Loader, NoMergeKeys) {
  EXPECT_EQ(error_of("corpus: &c {path: x}\nvectorizer:\n  <<: *c\n"),
            "a.yaml:3:3: vectorizer.<<: merge keys are not supported, write the keys out");
  EXPECT_EQ(error_of("<<: {corpus: }"),
            "a.yaml:1:1: <<: merge keys are not supported, write the keys out");
}

TEST(Loader, WhatIsNoYaml) {
  EXPECT_EQ(error_of("corpus:\n  path: [a\n"),
            "a.yaml:2:9: malformed YAML: a [ is not closed, or a comma is missing behind it");
  EXPECT_EQ(error_of("corpus:\n\tpath: a\n"),
            "a.yaml:2:6: malformed YAML: a tab, expected spaces to indent");
  EXPECT_EQ(error_of("corpus: {path: \xe4}"), "a.yaml:1:16: got the byte 0xe4, expected UTF-8");
}

TEST(Loader, FilesThatCannotBeRead) {
  const test::TemporaryDirectory folder;
  const auto error = [](const std::string& path) {
    return message_of<ConfigError>([&] { load_config(path, {}, Purpose::show); });
  };
  const std::string missing = (folder / "none.yaml").string();
  EXPECT_EQ(error(missing), missing + ": no such file");
  EXPECT_EQ(error(folder.path().string()),
            folder.path().string() + ": is a folder, expected a file");
  EXPECT_EQ(error_of(std::string((1 << 20) + 1, '#')),
            "a.yaml: got more than 1048576 bytes, expected at most that");
  EXPECT_EQ(error_of(std::string(1 << 20, '#')), "");
}

TEST(Loader, OverridesThatDoNotFit) {
  EXPECT_EQ(error_of_set({{"factorization.n_components", "0"}}),
            "--set factorization.n_components=0: got 0, expected an integer >= 1");
  EXPECT_EQ(error_of_set({{"factorization.n_components", ""}}),
            "--set factorization.n_components=: got null, expected an integer >= 1");
  EXPECT_EQ(error_of_set({{"factorization.sede", "1"}}),
            "--set factorization.sede=1: unknown key, did you mean factorization.seed?");
  EXPECT_EQ(error_of_set({{"seed", "1"}}),
            "--set seed=1: unknown section, did you mean the key seed in section factorization?");
  EXPECT_EQ(error_of_set({{"corpus", "x"}}),
            "--set corpus=x: got a section, expected a key such as corpus.path");
  EXPECT_EQ(
      error_of_set({{"factorization.betas", "[1,"}}),
      "--set factorization.betas=[1,: malformed YAML: a [ is not closed, or a comma is missing "
      "behind it");
  EXPECT_EQ(error_of_set({{"factorization.betas", "[1, 0]"}}),
            "--set factorization.betas=[1, 0]: got 1, expected a number in [0, 1)");
  EXPECT_EQ(error_of_set({{"runtime.device", "a\x1b\xff"}}),
            R"(--set runtime.device='a\x1b\xff': got the byte 0xff, expected UTF-8)");
  EXPECT_EQ(error_of_set({{"factorization.n_components", "0", "-k"}}),
            "-k 0: got 0, expected an integer >= 1");
}

TEST(Loader, AnOverrideDoesNotExcuseTheFile) {
  EXPECT_EQ(error_of("factorization: {seed: x}", {{"factorization.seed", "1"}}),
            "a.yaml:1:17: factorization.seed: got x, expected an integer >= 0");
}

TEST(Loader, EveryPieceOfWorkNeedsACorpus) {
  const std::string why =
      "corpus.path: got nothing, expected the path of a file, folder or archive, or - for "
      "standard input; give `path: PATH` in section corpus, or --input PATH";
  EXPECT_EQ(error_of_set({}, Purpose::vectorize), why);
  EXPECT_EQ(error_of_set({}, Purpose::fit), why);
  EXPECT_EQ(error_of("output: {}\ncorpus: {format: ldac}", {}, Purpose::vectorize),
            "a.yaml:2:1: " + why);
  EXPECT_EQ(error_of("output: {}", {}, Purpose::vectorize), "a.yaml:1:1: " + why);
  EXPECT_EQ(error_of("corpus: {path: }", {}, Purpose::vectorize), "a.yaml:1:1: " + why);
  EXPECT_EQ(error_of_set({{"corpus.path", "x"}}, Purpose::vectorize), "");
}

TEST(Loader, AVocabularyBesideTheFile) {
  const test::TemporaryDirectory folder;
  test::write_file(folder / "terms.txt", "b\na\n");
  test::write_file(folder / "a.yaml", "vectorizer: {vocabulary: terms.txt}\n");
  const Config config = load_config((folder / "a.yaml").string(), {}, Purpose::show);
  ASSERT_TRUE(config.vectorizer.vocabulary);
  EXPECT_EQ(config.vectorizer.vocabulary->path, (folder / "terms.txt").string());
  EXPECT_EQ(config.vectorizer.vocabulary->terms, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(error_of("vectorizer:\n  vocabulary: no.txt\n"),
            "a.yaml:2:3: vectorizer.vocabulary: got no.txt, expected null or the path of a list of "
            "terms, one a line; no.txt: no such file or folder");
}

TEST(Loader, TheNewKeysOfACorpusOfRecords) {
  const Config config = test::load_text(
      "corpus: {path: '-', format: csv, text_field: body, id_field: key, label_field: kind,\n"
      "  max_document_bytes: 1000}\n"
      "vectorizer: {strip_accents: ascii, analyzer: icu, stemmer: german, ngram_range: [1, 2]}");
  EXPECT_EQ(config.corpus.path, "-");
  EXPECT_EQ(config.corpus.text_field, "body");
  EXPECT_EQ(config.corpus.id_field, "key");
  EXPECT_EQ(config.corpus.label_field, "kind");
  EXPECT_EQ(config.corpus.max_document_bytes, 1000);
  EXPECT_EQ(config.vectorizer.strip_accents, StripAccents::ascii);
  EXPECT_EQ(config.vectorizer.analyzer, Analyzer::icu);
  EXPECT_EQ(config.vectorizer.stemmer, "german");
  EXPECT_EQ(config.vectorizer.ngram_range, (std::array<std::int64_t, 2>{1, 2}));
}

TEST(Loader, KeysOfOtherSolversAreRefused) {
  const std::string only = ", only with adam; leave it out";
  for (const std::string key : {"lr: 0.1", "eps: 1e-9", "penalty: 1", "engine: gram"}) {
    const std::string name = key.substr(0, key.find(':'));
    EXPECT_EQ(error_of("factorization: {" + key + "}"),
              fmt::format("a.yaml:1:17: factorization.{}: has no meaning with factorization.solver "
                          "hals{}",
                          name, only));
    EXPECT_EQ(error_of("factorization: {solver: adam, " + key + "}"), "");
  }
  EXPECT_EQ(error_of("factorization: {projection: true}"),
            "a.yaml:1:17: factorization.projection: has no meaning with factorization.solver hals" +
                only);
  for (const std::string key : {"alpha_W: 0.1", "alpha_H: same", "l1_ratio: 1"}) {
    const std::string name = key.substr(0, key.find(':'));
    EXPECT_EQ(error_of("factorization: {" + key + "}"), "");
    EXPECT_EQ(error_of("factorization: {" + key + ", solver: adam}"),
              "a.yaml:1:17: factorization." + name +
                  ": has no meaning with factorization.solver adam, only with hals, mu and scd; "
                  "leave it out");
  }
  EXPECT_EQ(
      error_of("factorization: {init_std: 0.1}"),
      "a.yaml:1:17: factorization.init_std: has no meaning with factorization.init auto, only "
      "with normal; leave it out");
  EXPECT_EQ(error_of("factorization: {init_std: 0.1, init: normal}"), "");
  EXPECT_EQ(error_of("factorization: {init_std: 0.1, solver: adam}"), "");
}

TEST(Loader, PenaltiesMayDiffer) {
  EXPECT_EQ(load_text("factorization: {alpha_W: 0.1}").factorization.alpha_H, std::nullopt);
  EXPECT_EQ(load_text("factorization: {alpha_H: same}").factorization.alpha_H, std::nullopt);
  EXPECT_EQ(load_text("factorization: {alpha_H: 0.5}").factorization.alpha_H, 0.5);
  EXPECT_EQ(error_of("factorization: {alpha_H: other}"),
            "a.yaml:1:17: factorization.alpha_H: got other, expected same or a number >= 0");
}

}  // namespace
}  // namespace nmf
