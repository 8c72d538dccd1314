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
            "newsgroups; leave it out");
  EXPECT_EQ(error_of("corpus: {format: ldac, remove: []}"),
            "a.yaml:1:24: corpus.remove: has no meaning with corpus.format ldac, only with "
            "newsgroups; leave it out");
}

TEST(Meaningless, TextKeysWithCounts) {
  const std::string why =
      ": has no meaning with corpus.format ldac, which holds word counts and no text; leave it out";
  EXPECT_EQ(error_of("corpus: {format: ldac, encoding: utf-8}"),
            "a.yaml:1:24: corpus.encoding" + why);
  EXPECT_EQ(error_of("corpus: {format: ldac, decode_error: strict}"),
            "a.yaml:1:24: corpus.decode_error" + why);
  for (const std::string key : {"lowercase: true", "analyzer: word", "ngram_range: [1, 1]",
                                R"(token_pattern: '(?u)\b\w\w+\b')"})
    EXPECT_EQ(error_of("corpus: {format: ldac}\nvectorizer: {" + key + "}"),
              "a.yaml:2:14: vectorizer." + key.substr(0, key.find(':')) + why);
}

TEST(Meaningless, AVocabularyWithText) {
  EXPECT_EQ(
      error_of("corpus: {format: newsgroups, vocabulary: v.txt}"),
      "a.yaml:1:30: corpus.vocabulary: has no meaning with corpus.format newsgroups, only with "
      "ldac; leave it out");
}

TEST(Meaningless, SmoothingWithoutIdf) {
  EXPECT_EQ(error_of("vectorizer: {smooth_idf: true, use_idf: false}"),
            "a.yaml:1:14: vectorizer.smooth_idf: has no meaning with vectorizer.use_idf false; "
            "leave it out or set use_idf to true");
  EXPECT_EQ(error_of("vectorizer: {use_idf: false}"), "");
  EXPECT_EQ(error_of("vectorizer: {use_idf: true, smooth_idf: false}"), "");
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
      "--set corpus.vocabulary=v: has no meaning with corpus.format newsgroups, only with ldac; "
      "leave it out");
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
