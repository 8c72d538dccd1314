#pragma once

#include <ATen/ops/tensor.h>

#include <string>
#include <vector>

#include "nmf/model/load_model.h"

namespace nmf::test {

inline std::string numbered(std::string name, std::size_t number) {
  return name.append(std::to_string(number));  // GCC 12 sees an overlap in +
}

/// A model of given factors; terms `t0`, `t1`, ..., each once in the corpus, documents `d0`, ...
/// \param W  [D][K] \param H  [K][V]
inline Model model_of(const std::vector<std::vector<double>>& W,
                      const std::vector<std::vector<double>>& H) {
  const auto tensor = [](const std::vector<std::vector<double>>& rows) {
    std::vector<double> flat;
    for (const auto& row : rows) flat.insert(flat.end(), row.begin(), row.end());
    return at::tensor(flat, at::kDouble)
        .reshape({std::ssize(rows), static_cast<std::int64_t>(rows.at(0).size())});
  };
  Model model;
  model.directory = "/model";
  model.W = tensor(W);
  model.H = tensor(H);
  for (std::size_t v = 0; v < H.at(0).size(); ++v) {
    model.vocabulary.push_back(numbered("t", v));
    model.idf.push_back(1);
    model.term_frequency.push_back(1);
    model.document_frequency.push_back(1);
  }
  for (std::size_t d = 0; d < W.size(); ++d) {
    model.documents.push_back({numbered("d", d), ""});
    model.document_length.push_back(1);
  }
  model.corpus_sha256 = "c0ffee";
  model.record = {"/data/posts.csv", "cpu"};
  model.fit.n_iter = 3;
  model.fit.engine = "gram";
  model.fit.init = "random";
  model.fit.stop_reason = "tol";
  model.fit.loss = 2.5;
  model.fit.residual = 1.25;
  model.fit.X_norm = 5;
  model.config = R"({"factorization": {"solver": "hals", "n_components": 2}})";
  return model;
}

/// Two topics: the first of the terms 0 and 1, the second of 1 and 2; three documents, the last
/// without a topic.
inline Model small_model() { return model_of({{1, 0}, {1, 3}, {0, -1}}, {{3, 1, 0}, {-1, 1, 1}}); }

}  // namespace nmf::test
