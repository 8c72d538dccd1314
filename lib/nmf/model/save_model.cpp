#include <nlohmann/json.hpp>
#include <stdexcept>

#include "nmf/core/output_file.h"
#include "nmf/core/safetensors.h"
#include "nmf/core/sha256.h"
#include "nmf/model/factor_tensor.h"
#include "nmf/model/history_csv.h"
#include "nmf/model/json_text.h"
#include "nmf/model/model.h"
#include "nmf/model/model_file.h"
#include "nmf/model/model_json.h"
#include "nmf/model/topic_files.h"
#include "nmf/model/training_residual.h"
#include "nmf/text/tfidf_files.h"

namespace nmf {
namespace {

void write_factors(const std::filesystem::path& path, const Factorization& factorization,
                   const Tfidf& tfidf) {
  write_safetensors(path, {factor_tensor("W", factorization.W), factor_tensor("H", factorization.H),
                           vector_tensor("idf", tfidf.idf),
                           vector_tensor("document_length", tfidf.document_length),
                           vector_tensor("term_frequency", tfidf.term_frequency),
                           vector_tensor("document_frequency", tfidf.document_frequency)});
}

void check_shapes(const at::Tensor& W, const at::Tensor& H, const Tfidf& tfidf) {
  const bool right = W.dim() == 2 && H.dim() == 2 && W.scalar_type() == H.scalar_type() &&
                     W.size(0) == std::ssize(tfidf.documents) && W.size(1) == H.size(0) &&
                     H.size(1) == std::ssize(tfidf.vocabulary);
  if (!right) throw std::invalid_argument("save_model: factors and TF-IDF do not match");
}

}  // namespace

void save_model(const std::filesystem::path& directory, const Factorization& factorization,
                const Tfidf& tfidf, const nlohmann::ordered_json& config, const ModelRecord& record,
                int threads) {
  check_shapes(factorization.W, factorization.H, tfidf);
  const std::vector<Topic> topics = top_topics(factorization.W, factorization.H, tfidf.vocabulary);
  write_factors(directory / "factors.safetensors", factorization, tfidf);
  write_vocabulary(directory / "vocabulary.txt", tfidf.vocabulary);
  write_documents(directory / "documents.tsv", tfidf.documents);
  write_file(directory / "history.csv", history_csv(factorization.history));
  write_file(directory / "topics.txt", topics_text(topics));
  write_file(directory / "topics.json", json_text(topics_json(topics)));

  nlohmann::ordered_json model = model_json(factorization, tfidf, config, record);
  model["residual_p99"] = nullptr;
  if (const auto p99 = residual_p99(tfidf.X, factorization.W, factorization.H, threads))
    model["residual_p99"] = *p99;
  for (const std::string& name : model_files()) {
    if (name != "model.json" && name != kModelSeal)
      model["files"][name] = sha256_of_file((directory / name).string());
  }
  const std::string text = json_text(model);
  write_file(directory / "model.json", text);
  write_file(directory / kModelSeal, model_seal(text));
}

}  // namespace nmf
