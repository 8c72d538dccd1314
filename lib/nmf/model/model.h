#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "nmf/factorization/factorize.h"
#include "nmf/text/vectorizer.h"

namespace nmf {

/// One topic as a person reads it.
struct TopicTerm {
  std::string term;
  double weight = 0;  ///< H_kv
};
struct Topic {
  std::int64_t topic = 0;  ///< row of H
  double share = 0;  ///< sum_d W_dk sum_v H_kv over its sum over all k; entries below 0 count as 0
  /// By falling weight, ties by term order. None of weight 0 but where H has entries below 0 too,
  /// which makes 0 a weight like any other.
  std::vector<TopicTerm> terms;
};

/// The topics of a factorization, by falling share, ties by number.
/// \param n_terms  terms per topic; fewer where there are no more
std::vector<Topic> top_topics(const at::Tensor& W, const at::Tensor& H,
                              const std::vector<std::string>& vocabulary,
                              std::int64_t n_terms = 10);

/// Number of topics that W H would be the same without: ||w_k|| ||h_k|| is 0, or lost beside X.
/// \param X_norm  ||X||_F; 0: only what is all 0 counts
std::int64_t empty_topics(const at::Tensor& W, const at::Tensor& H, double X_norm);

/// Share of the entries of a factor [rows, columns] that are below zero.
double negative_share(const at::Tensor& factor);

/// What a model directory holds beside the numbers.
struct ModelRecord {
  std::string corpus_path;  ///< absolute
  std::string device;       ///< as "cpu" or "cuda:0"
};

/// Writes a model into an existing directory (see design "files"): model.json, factors.safetensors,
/// vocabulary.txt, documents.tsv, history.csv, topics.txt, topics.json, then model.json with the
/// SHA-256 of these, and model.sha256 with that of model.json.
/// \param config   the resolved configuration, as nmf::to_json(Config) gives it
/// \param threads  0: as many as the machine has; never shows
/// Throws IoError where a file can't be written whole.
void save_model(const std::filesystem::path& directory, const Factorization& factorization,
                const Tfidf& tfidf, const nlohmann::ordered_json& config, const ModelRecord& record,
                int threads = 0);

}  // namespace nmf
