#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "nmf/corpus/document.h"
#include "nmf/model/model.h"
#include "nmf/model/parse_model_json.h"

namespace nmf {

/// A model directory, read and checked.
struct Model {
  std::filesystem::path directory;  ///< where it was read from
  /// float32 or float64, as the fit had them; on the CPU, without history. Finite, of any sign.
  at::Tensor W;  ///< [D, K]
  at::Tensor H;  ///< [K, V], in memory term by term (strides [1, K]) as Factorization has it
  std::vector<std::string> vocabulary;  ///< [V], distinct, UTF-8
  std::vector<DocumentName> documents;  ///< [D]
  /// [V]; > 0; infinite for a term of a fixed vocabulary that occurs nowhere, without smooth_idf.
  std::vector<double> idf;
  std::vector<std::int64_t> document_length;     ///< [D] tokens that are in the vocabulary
  std::vector<std::int64_t> term_frequency;      ///< [V] occurrences in the corpus
  std::vector<std::int64_t> document_frequency;  ///< [V] documents with the term
  std::vector<std::string> stop_words;           ///< the words left out, in code-point order
  std::string corpus_sha256;
  ModelRecord record;  ///< corpus, device
  FitSummary fit;
  /// The resolved configuration as a JSON object; config_from_json makes options of it.
  std::string config;
};

/// Reads a model directory that save_model wrote, of this format_version or an earlier one.
///
/// Nothing of it is trusted: every file must be there with the SHA-256 that model.json records,
/// model.json must end with its own, shapes must agree with each other, with the vocabulary and the
/// documents, numbers must be finite. No more memory is taken than the files are large. Files that
/// are not the model's (input.json, topic_names.csv) are left alone.
/// Throws ModelError that names the file, what is wrong with it, and what to do.
Model load_model(const std::filesystem::path& directory);

}  // namespace nmf
