#include "nmf/config/meaningless.h"

#include <gtest/gtest.h>

#include "tests/config/support.h"

namespace nmf {
namespace {

using test::error_of;
using test::message_of;

TEST(Meaningless, NewsgroupsKeysWithCounts) {
  EXPECT_EQ(error_of("corpus:\n  format: ldac\n  subset: train\n"),
            "a.yaml:3:3: corpus.subset: has no meaning with corpus.format ldac, only with "
            "newsgroups; leave it out");
  EXPECT_EQ(error_of("corpus: {format: ldac, categories: [a]}"),
            "a.yaml:1:24: corpus.categories: has no meaning with corpus.format ldac, only with "
            "newsgroups or folders; leave it out");
  EXPECT_EQ(error_of("corpus: {format: ldac, remove: []}"),
            "a.yaml:1:24: corpus.remove: has no meaning with corpus.format ldac, only with "
            "newsgroups; leave it out");
}

TEST(Meaningless, TextKeysWithCounts) {
  const std::string why =
      ": has no meaning with corpus.format ldac, which holds a matrix and no text; leave it out";
  EXPECT_EQ(error_of("corpus: {format: ldac, encoding: utf-8}"),
            "a.yaml:1:24: corpus.encoding" + why);
  EXPECT_EQ(error_of("corpus: {format: ldac, decode_error: strict}"),
            "a.yaml:1:24: corpus.decode_error" + why);
  EXPECT_EQ(error_of("corpus: {format: ldac, max_document_bytes: 9}"), "");  // of a line
  for (const std::string key :
       {"lowercase: true", "analyzer: word", "ngram_range: [1, 1]", "strip_accents: ascii",
        "stemmer: english", R"(token_pattern: '(?u)\b\w\w+\b')"})
    EXPECT_EQ(error_of("corpus: {format: ldac}\nvectorizer: {" + key + "}"),
              "a.yaml:2:14: vectorizer." + key.substr(0, key.find(':')) + why);
}

TEST(Meaningless, AVocabularyWithText) {
  EXPECT_EQ(
      error_of("corpus: {format: newsgroups, vocabulary: v.txt}"),
      "a.yaml:1:30: corpus.vocabulary: has no meaning with corpus.format newsgroups, only with "
      "ldac, uci, mtx or npz; leave it out");
}

TEST(Meaningless, KeysOfRecords) {
  for (const std::string key : {"text_field", "id_field", "label_field"}) {
    for (const std::string format : {"csv", "tsv", "jsonl"})
      EXPECT_EQ(error_of("corpus: {format: " + format + ", " + key + ": x}"), "");
    EXPECT_EQ(error_of("corpus: {format: lines, " + key + ": x}"),
              "a.yaml:1:25: corpus." + key +
                  ": has no meaning with corpus.format lines, only with csv, tsv or jsonl; leave "
                  "it out");
  }
}

TEST(Meaningless, GroupsOfFolders) {
  EXPECT_EQ(error_of("corpus: {format: folders, categories: [a]}"), "");
  EXPECT_EQ(error_of("corpus: {format: folders, subset: all}"),
            "a.yaml:1:27: corpus.subset: has no meaning with corpus.format folders, only with "
            "newsgroups; leave it out");
}

TEST(Meaningless, ValuesOfAMatrix) {
  EXPECT_EQ(error_of("corpus: {format: mtx, values: counts}"), "");
  EXPECT_EQ(error_of("corpus: {format: npz, values: weights}"), "");
  for (const std::string format : {"uci", "csv"})
    EXPECT_EQ(error_of("corpus: {format: " + format + ", values: counts}"),
              "a.yaml:1:23: corpus.values: has no meaning with corpus.format " + format +
                  ", only with mtx or npz; leave it out");
}

TEST(Meaningless, TheVectorizerWithFinishedWeights) {
  const std::string why =
      ": has no meaning with finished weights (corpus.values weights), which stay as they are; "
      "leave it out or set corpus.values to counts";
  for (const std::string key : {"stop_words: english", "extra_stop_words: [a]", "min_df: 2",
                                "max_df: 0.5", "max_features: 9", "binary: true", "norm: l1",
                                "use_idf: false", "smooth_idf: false", "sublinear_tf: true"})
    EXPECT_EQ(error_of("corpus: {format: npz, values: weights}\nvectorizer: {" + key + "}"),
              "a.yaml:2:14: vectorizer." + key.substr(0, key.find(':')) + why);
  // What a matrix never reads is refused for that, not for the weights.
  EXPECT_EQ(error_of("corpus: {format: npz, values: weights}\nvectorizer: {lowercase: true}"),
            "a.yaml:2:14: vectorizer.lowercase: has no meaning with corpus.format npz, which holds "
            "a matrix and no text; leave it out");
  EXPECT_EQ(error_of("corpus: {values: weights}\nvectorizer: {lowercase: true}"),
            "a.yaml:2:14: vectorizer.lowercase" + why);
}

TEST(Meaningless, WordsWithCharacters) {
  for (const std::string analyzer : {"char", "char_wb"}) {
    for (const std::string key :
         {"stemmer: english", "stop_words: english", "extra_stop_words: [a]"})
      EXPECT_EQ(error_of("vectorizer: {" + key + ", analyzer: " + analyzer + "}"),
                "a.yaml:1:14: vectorizer." + key.substr(0, key.find(':')) +
                    ": has no meaning with vectorizer.analyzer " + analyzer +
                    ", only with word or icu; leave it out");
  }
  EXPECT_EQ(error_of("vectorizer: {stemmer: german, stop_words: [der], analyzer: icu}"), "");
  // A matrix has terms, so stop words, but nothing to stem.
  EXPECT_EQ(error_of("corpus: {format: uci}\nvectorizer: {stop_words: english}"), "");
}

TEST(Meaningless, APatternWithoutWords) {
  for (const std::string analyzer : {"char", "char_wb", "icu"})
    EXPECT_EQ(error_of("vectorizer: {token_pattern: x, analyzer: " + analyzer + "}"),
              "a.yaml:1:14: vectorizer.token_pattern: has no meaning with vectorizer.analyzer " +
                  analyzer + ", only with word; leave it out");
  EXPECT_EQ(error_of("vectorizer: {token_pattern: x, analyzer: word}"), "");
}

TEST(Meaningless, PruningOfAFixedVocabulary) {
  const test::TemporaryDirectory folder;
  test::write_file(folder / "v.txt", "a\nb\n");
  const std::string vocabulary = ", vocabulary: " + (folder / "v.txt").string() + "}";
  for (const std::string key : {"min_df: 2", "max_df: 0.5", "max_features: 9"})
    EXPECT_EQ(error_of("vectorizer: {" + key + vocabulary),
              "a.yaml:1:14: vectorizer." + key.substr(0, key.find(':')) +
                  ": has no meaning with vectorizer.vocabulary, all of whose terms are kept; leave "
                  "it out");
  EXPECT_EQ(error_of("vectorizer: {binary: true" + vocabulary), "");
  EXPECT_EQ(error_of("corpus: {format: uci}\nvectorizer: {binary: true" + vocabulary),
            "a.yaml:2:28: vectorizer.vocabulary: has no meaning with corpus.format uci, which "
            "holds a matrix and no text; leave it out");
}

TEST(Meaningless, SmoothingWithoutIdf) {
  EXPECT_EQ(error_of("vectorizer: {smooth_idf: true, use_idf: false}"),
            "a.yaml:1:14: vectorizer.smooth_idf: has no meaning with vectorizer.use_idf false; "
            "leave it out or set use_idf to true");
  EXPECT_EQ(error_of("vectorizer: {use_idf: false}"), "");
  EXPECT_EQ(error_of("vectorizer: {use_idf: true, smooth_idf: false}"), "");
}

TEST(Meaningless, ALossThatTheSolverDoesNotMinimize) {
  for (const std::string solver : {"hals", "adam"})
    EXPECT_EQ(error_of("factorization: {beta_loss: kullback-leibler, solver: " + solver + "}"),
              "a.yaml:1:17: factorization.beta_loss: solver " + solver +
                  " can't minimize kullback-leibler; set factorization.solver to scd or mu, or "
                  "leave it out");
  for (const std::string given : {"solver: scd", "solver: scd, beta_loss: frobenius"})
    EXPECT_EQ(error_of("factorization: {" + given + "}"),
              "a.yaml:1:17: factorization.solver: scd minimizes the Kullback-Leibler divergence "
              "alone; set factorization.beta_loss to kullback-leibler, or take solver hals or mu");
  for (const std::string solver : {"mu", "scd"})
    EXPECT_EQ(error_of("factorization: {beta_loss: kullback-leibler, solver: " + solver + "}"), "");
  for (const std::string solver : {"hals", "mu", "adam"})
    EXPECT_EQ(error_of("factorization: {beta_loss: frobenius, solver: " + solver + "}"), "");
}

/// It is what hals minimizes: said once more, it is no contradiction. scikit-learn takes
/// beta_loss='frobenius' with its solver cd too.
TEST(Meaningless, TheLossThatASolverMinimizesAnywayMayBeSaid) {
  for (const std::string solver : {"hals", "adam", "adam, projection: true"})
    EXPECT_EQ(error_of("factorization: {beta_loss: frobenius, solver: " + solver + "}"), "");
}

TEST(Meaningless, WhatProjectionChanges) {
  const std::string adam = ", solver: adam, projection: ";
  EXPECT_EQ(error_of("factorization: {kkt_tol: 0.1" + adam + "true}"), "");
  EXPECT_EQ(error_of("factorization: {kkt_tol: 0.1" + adam + "false}"),
            "a.yaml:1:17: factorization.kkt_tol: has no meaning with factorization.solver adam "
            "without projection; leave it out or set factorization.projection to true");
  EXPECT_EQ(error_of("factorization: {kkt_tol: 0.1}"), "");
  EXPECT_EQ(error_of("factorization: {penalty: 0.5" + adam + "false}"), "");
  EXPECT_EQ(error_of("factorization: {penalty: 0.0" + adam + "true}"), "");
  EXPECT_EQ(error_of("factorization: {penalty: 0.5" + adam + "true}"),
            "a.yaml:1:17: factorization.penalty: has no meaning with factorization.projection "
            "true, which leaves no negative entries; set it to 0 or projection to false");
  for (const std::string key : {"alpha_W: 0.1", "alpha_H: 0.1", "l1_ratio: 0.5"})
    EXPECT_NE(error_of("factorization: {" + key + adam + "true}"), "");
}

TEST(Meaningless, OnlyGivenKeysConflict) {
  EXPECT_EQ(error_of("corpus: {format: ldac, path: x, vocabulary: v}"), "");
  EXPECT_EQ(error_of("corpus: {format: newsgroups, subset: all, encoding: latin-1}"), "");
  // A null that is the default gives nothing.
  EXPECT_EQ(error_of("corpus: {format: ldac, categories: null}\nvectorizer: {strip_accents: null}"),
            "");
  EXPECT_EQ(error_of("corpus: {format: newsgroups, vocabulary: v}", {{"corpus.vocabulary", ""}}),
            "");
}

TEST(Meaningless, WhoeverGaveTheKeyIsNamed) {
  EXPECT_EQ(error_of("corpus:\n  subset: all\n", {{"corpus.format", "ldac"}}),
            "a.yaml:2:3: corpus.subset: has no meaning with corpus.format ldac, only with "
            "newsgroups; leave it out");
  EXPECT_EQ(
      error_of("corpus:\n  format: ldac\n", {{"corpus.subset", "all"}}),
      "--set corpus.subset=all: has no meaning with corpus.format ldac, only with newsgroups; "
      "leave it out");
}

TEST(Meaningless, WithTheFormatFoundLater) {
  const Config config = test::load_text("", {{"corpus.subset", "all"}, {"corpus.vocabulary", "v"}});
  EXPECT_NO_THROW(check_format_conflicts(config, CorpusFormat::automatic));
  EXPECT_EQ(
      message_of<ConfigError>([&] { check_format_conflicts(config, CorpusFormat::ldac); }),
      "--set corpus.subset=all: has no meaning with corpus.format ldac, only with newsgroups; "
      "leave it out");
  EXPECT_EQ(
      message_of<ConfigError>([&] { check_format_conflicts(config, CorpusFormat::newsgroups); }),
      "--set corpus.vocabulary=v: has no meaning with corpus.format newsgroups, only with ldac, "
      "uci, mtx or npz; leave it out");
}

TEST(Meaningless, AConfigBuiltByHandNamesTheKey) {
  Config config;
  config.given = {"corpus.subset"};
  EXPECT_EQ(message_of<ConfigError>([&] { check_format_conflicts(config, CorpusFormat::ldac); }),
            "corpus.subset: has no meaning with corpus.format ldac, only with newsgroups; leave it "
            "out");
}

}  // namespace
}  // namespace nmf
