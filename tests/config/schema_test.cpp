#include "nmf/config/schema.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "nmf/config/codec.h"
#include "tests/config/support.h"

namespace nmf::config {
namespace {

using Names = std::vector<std::string_view>;
using Json = nlohmann::ordered_json;

TEST(Schema, SectionsAndKeysInOrder) {
  EXPECT_EQ(sections(), (Names{"corpus", "vectorizer", "factorization", "runtime", "output"}));
  EXPECT_EQ(keys_of("corpus"),
            (Names{"path", "format", "subset", "categories", "remove", "encoding", "decode_error",
                   "text_field", "id_field", "label_field", "vocabulary", "values",
                   "max_document_bytes"}));
  EXPECT_EQ(keys_of("vectorizer"),
            (Names{"lowercase", "strip_accents", "analyzer", "token_pattern", "ngram_range",
                   "stemmer", "stop_words", "extra_stop_words", "min_df", "max_df", "max_features",
                   "vocabulary", "binary", "norm", "use_idf", "smooth_idf", "sublinear_tf"}));
  EXPECT_EQ(keys_of("factorization"),
            (Names{"n_components", "solver",     "engine",   "beta_loss", "init",    "init_std",
                   "seed",         "n_init",     "max_iter", "tol",       "kkt_tol", "max_seconds",
                   "alpha_W",      "alpha_H",    "l1_ratio", "lr",        "betas",   "eps",
                   "penalty",      "projection", "dtype"}));
  EXPECT_EQ(keys_of("runtime"), (Names{"device", "threads"}));
  EXPECT_EQ(keys_of("output"), (Names{"directory", "log_every", "show", "checkpoint_every"}));
  EXPECT_EQ(keys_of("nothing"), Names{});
}

TEST(Schema, EveryRowIsComplete) {
  std::set<std::string> seen;
  for (const Key& key : schema()) {
    EXPECT_TRUE(seen.insert(key.dotted()).second) << key.dotted();
    EXPECT_EQ(find_key(key.dotted()), &key);
    EXPECT_FALSE(key.expected.empty()) << key.dotted();
    EXPECT_FALSE(key.meaning.empty()) << key.dotted();
    EXPECT_EQ(key.demanded_for.empty(), key.advice.empty()) << key.dotted();
  }
  EXPECT_EQ(seen.size(), 57U);
  EXPECT_EQ(find_key("corpus.nothing"), nullptr);
  EXPECT_EQ(find_key("path"), nullptr);
}

TEST(Schema, DefaultsAreTheContracts) {
  const auto of = [](std::string_view dotted) { return default_of(*find_key(dotted)); };
  EXPECT_EQ(of("corpus.path"), nullptr);
  EXPECT_EQ(of("corpus.format"), "auto");
  EXPECT_EQ(of("corpus.remove"), Json::array());
  EXPECT_EQ(of("corpus.text_field"), "text");
  EXPECT_EQ(of("corpus.id_field"), nullptr);
  EXPECT_EQ(of("corpus.label_field"), nullptr);
  EXPECT_EQ(of("corpus.vocabulary"), nullptr);
  EXPECT_EQ(of("corpus.values"), "auto");
  EXPECT_EQ(of("corpus.max_document_bytes"), 67108864);
  EXPECT_EQ(of("vectorizer.strip_accents"), nullptr);
  EXPECT_EQ(of("vectorizer.analyzer"), "word");
  EXPECT_EQ(of("vectorizer.stemmer"), nullptr);
  EXPECT_EQ(of("vectorizer.vocabulary"), nullptr);
  EXPECT_EQ(of("vectorizer.token_pattern"), R"((?u)\b\w\w+\b)");
  EXPECT_EQ(of("vectorizer.ngram_range"), Json::array({1, 1}));
  EXPECT_EQ(of("vectorizer.max_df").dump(), "1.0");
  EXPECT_EQ(of("vectorizer.min_df").dump(), "1");
  EXPECT_EQ(of("vectorizer.norm"), "l2");
  EXPECT_EQ(of("factorization.n_components"), 20);
  EXPECT_EQ(of("factorization.solver"), "hals");
  EXPECT_EQ(of("factorization.beta_loss"), "frobenius");
  EXPECT_EQ(of("factorization.max_iter"), 200);
  EXPECT_EQ(of("factorization.tol"), 1e-4);
  EXPECT_EQ(of("factorization.betas"), Json::array({0.9, 0.999}));
  EXPECT_EQ(of("output.log_every"), 10);
  EXPECT_EQ(of("output.checkpoint_every"), 0);
}

TEST(Schema, ReadingADefaultGivesTheDefault) {
  for (const Key& key : schema()) {
    Config config;
    key.read(config, test::parsed(default_of(key).dump()), {});
    EXPECT_EQ(key.write(config), default_of(key)) << key.dotted();
  }
}

/// What a key says to a value that it does not know.
std::string refusal(std::string_view dotted, std::string_view yaml) {
  Config config;
  try {
    find_key(dotted)->read(config, test::parsed(yaml), {});
  } catch (const Mismatch& mismatch) {
    return mismatch.message;
  }
  return {};
}

TEST(Schema, WhatTheKeysOfTextRefuse) {
  EXPECT_EQ(
      refusal("corpus.format", "xml"),
      "got xml, expected auto, newsgroups, folders, lines, csv, tsv, jsonl, ldac, uci, mtx or "
      "npz");
  EXPECT_EQ(refusal("corpus.text_field", "''"), "got '', expected the name of a field");
  EXPECT_EQ(refusal("corpus.text_field", "null"), "got null, expected the name of a field");
  EXPECT_EQ(refusal("corpus.id_field", "[a]"), "got [a], expected the name of a field");
  EXPECT_EQ(refusal("corpus.label_field", "''"), "got '', expected the name of a field");
  EXPECT_EQ(refusal("corpus.values", "floats"), "got floats, expected auto, counts or weights");
  for (const std::string yaml : {"0", "-1", "1073741825", "1.5", "x"})
    EXPECT_EQ(refusal("corpus.max_document_bytes", yaml),
              "got " + yaml + ", expected an integer from 1 to 1073741824");
  EXPECT_EQ(refusal("vectorizer.strip_accents", "latin"),
            "got latin, expected null, ascii or unicode");
  EXPECT_EQ(refusal("vectorizer.analyzer", "words"),
            "got words, expected word, char, char_wb or icu");
  EXPECT_EQ(refusal("vectorizer.token_pattern", "''"), "got '', expected a regular expression");
  EXPECT_EQ(refusal("vectorizer.stemmer", "''"), "got '', expected the name of a Snowball stemmer");
}

TEST(Schema, WhatTheKeysOfTheFactorizationRefuse) {
  EXPECT_EQ(refusal("factorization.beta_loss", "itakura-saito"),
            "got itakura-saito, expected frobenius or kullback-leibler");
  EXPECT_EQ(refusal("factorization.solver", "lbfgs"), "got lbfgs, expected hals, mu, scd or adam");
}

}  // namespace
}  // namespace nmf::config
