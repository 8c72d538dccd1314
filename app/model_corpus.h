#pragma once

#include <optional>
#include <string>

#include "nmf/config/config.h"
#include "nmf/core/error.h"
#include "nmf/model/load_model.h"

namespace nmf::app {

/// The configuration that the model records. Throws ModelError where it is damaged.
Config model_config(const Model& model);

/// The corpus of a command that works on a model.
struct ModelCorpus {
  /// The model's own configuration; its section corpus is that of --corpus CONFIG where it is
  /// given, else as the model records it. The vectorizer is always the model's (model_vectorizer).
  Config config;
  bool recorded = true;  ///< no --corpus: it must be the corpus that the model was fitted on
};

/// \param given  CONFIG of --corpus, of which only the section corpus is read
/// Throws IoError, naming --corpus, where the recorded corpus is gone or was standard input;
/// ConfigError for a CONFIG that is none; ModelError for a model whose configuration is damaged.
ModelCorpus model_corpus(const Model& model, const std::optional<std::string>& given);

/// The options of the model's vectorizer, its vocabulary that of the model: what makes of any text
/// the columns of its H. Finished weights (corpus.values weights) leave it out.
VectorizerOptions model_vectorizer(const Model& model);

/// Throws IoError, naming --corpus, if the recorded corpus is no longer what the model was fitted
/// on. \param sha256  of the corpus as it was read now (Tfidf::corpus_sha256, MatrixCorpus::sha256)
void check_unchanged(const ModelCorpus& corpus, const Model& model, const std::string& sha256);

/// Runs `read()`; an IoError of it also names --corpus where the recorded corpus was read.
template <typename Read>
auto read_model_corpus(const ModelCorpus& corpus, const Read& read) try {
  return read();
} catch (const IoError& error) {
  if (!corpus.recorded || std::string(error.what()).find("--corpus") != std::string::npos) throw;
  throw IoError(std::string(error.what()) +
                "; put the model's corpus back as it was, or name one by --corpus CONFIG");
}

}  // namespace nmf::app
