#pragma once

#include <ATen/ops/tensor.h>

#include <nlohmann/json.hpp>

#include "nmf/model/model.h"

namespace nmf::test {

/// Two documents, three terms, two topics, all numbers exact in float32.
inline Factorization tiny_factorization() {
  Factorization result;
  result.W = at::tensor({1.0F, 0.0F, -0.5F, 2.0F}).reshape({2, 2}).set_requires_grad(true);
  // H = [[1, 0, 0.5], [-1, 4, 0]], which lies in memory term by term.
  result.H =
      at::tensor({1.0F, -1.0F, 0.0F, 4.0F, 0.5F, 0.0F}).reshape({3, 2}).t().set_requires_grad(true);
  result.history = {{.iteration = 0, .loss = 2.5, .residual = 2, .penalty = 0.5, .seconds = 0.125}};
  result.n_iter = 1;
  result.final = {.iteration = 1, .loss = 1.5, .residual = 1.25, .penalty = 0.25, .seconds = 0.25};
  return result;
}

inline Tfidf tiny_tfidf() {
  Tfidf tfidf;
  tfidf.X = {2, 3, {0, 2, 3}, {0, 2, 1}, {0.6, 0.8, 1.0}};
  tfidf.vocabulary = {"alpha", "beta", "gamma"};
  tfidf.idf = {1.0, 1.5, 2.0};
  tfidf.documents = {{"g/1", "g"}, {"g/2", "g"}};
  tfidf.document_length = {3, 1};
  tfidf.term_frequency = {1, 1, 2};
  tfidf.document_frequency = {1, 1, 1};
  tfidf.stop_words = {"and", "the"};
  tfidf.corpus_sha256 = "c0ffee";
  return tfidf;
}

inline nlohmann::ordered_json tiny_config() { return {{"factorization", {{"seed", 42}}}}; }

inline ModelRecord tiny_record() { return {"/data/corpus", "cpu"}; }

}  // namespace nmf::test
