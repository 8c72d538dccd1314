#include "nmf/model/model_json.h"

#include <torch/version.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "nmf/core/version.h"
#include "nmf/model/model_file.h"

namespace nmf {
namespace {

const char* name_of(StopReason reason) {
  switch (reason) {
    case StopReason::max_iter:
      return "max_iter";
    case StopReason::tol:
      return "tol";
    case StopReason::kkt_tol:
      return "kkt_tol";
    case StopReason::max_seconds:
      return "max_seconds";
  }
  throw std::logic_error("unknown stop reason");
}

const char* name_of(Engine engine) {
  switch (engine) {
    case Engine::automatic:
      break;  // a result names the engine that was taken
    case Engine::dense:
      return "dense";
    case Engine::gram:
      return "gram";
  }
  throw std::logic_error("unknown engine");
}

const char* name_of(Init init) {
  switch (init) {
    case Init::automatic:
      break;  // likewise
    case Init::normal:
      return "normal";
    case Init::random:
      return "random";
    case Init::nndsvd:
      return "nndsvd";
    case Init::nndsvda:
      return "nndsvda";
    case Init::nndsvdar:
      return "nndsvdar";
    case Init::file:
      break;  // the file itself is named
  }
  throw std::logic_error("unknown init");
}

double frobenius_norm(const CsrMatrix<double>& X) {
  double sum = 0;
  for (const double value : X.value) sum += value * value;
  return std::sqrt(sum);
}

}  // namespace

nlohmann::ordered_json model_json(const Factorization& factorization, const Tfidf& tfidf,
                                  const nlohmann::ordered_json& config, const ModelRecord& record) {
  nlohmann::ordered_json json;
  json["format_version"] = kModelFormatVersion;
  json["versions"] = {{"nmf_version", kVersion}, {"libtorch_version", TORCH_VERSION}};
  json["config"] = config;
  json["device"] = record.device;
  json["corpus_path"] = record.corpus_path;
  json["corpus_sha256"] = tfidf.corpus_sha256;
  json["stop_words"] = tfidf.stop_words;
  json["shapes"] = {{"X", {tfidf.X.rows, tfidf.X.columns}},
                    {"W", factorization.W.sizes().vec()},
                    {"H", factorization.H.sizes().vec()}};
  json["engine"] = name_of(factorization.engine);
  json["init"] = factorization.init == Init::file ? factorization.init_file
                                                  : std::string(name_of(factorization.init));
  json["seed"] = factorization.seed;
  json["n_iter"] = factorization.n_iter;
  json["stop_reason"] = name_of(factorization.stop_reason);
  json["loss"] = factorization.final.loss;
  json["residual"] = factorization.final.residual;
  json["X_norm"] = frobenius_norm(tfidf.X);
  json["penalty"] = factorization.final.penalty;
  json["kkt_residual"] = nullptr;
  if (factorization.final.kkt_residual) json["kkt_residual"] = *factorization.final.kkt_residual;
  json["negative_share"] = {{"W", negative_share(factorization.W)},
                            {"H", negative_share(factorization.H)}};
  return json;
}

}  // namespace nmf
