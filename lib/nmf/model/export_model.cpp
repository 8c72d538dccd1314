#include "nmf/model/export_model.h"

#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>

#include "nmf/core/npy.h"
#include "nmf/core/output_file.h"
#include "nmf/model/json_text.h"
#include "nmf/model/positive_factors.h"
#include "nmf/model/term_scores.h"

namespace nmf {
namespace {

using Path = std::filesystem::path;
using Json = nlohmann::ordered_json;

void write_matrix(const Path& path, const at::Tensor& matrix) {
  const at::Tensor plain = matrix.contiguous();
  const auto size = static_cast<std::size_t>(plain.numel());
  const std::vector<std::int64_t> shape = plain.sizes().vec();
  if (plain.scalar_type() == at::kDouble)
    return write_npy<double>(path, {plain.const_data_ptr<double>(), size}, shape);
  write_npy<float>(path, {plain.const_data_ptr<float>(), size}, shape);
}

/// `values` divided by their sum; `otherwise` where that is 0, or all equal where its own is too.
void normalize(std::span<double> values, const std::vector<double>& otherwise) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  const double other = std::accumulate(otherwise.begin(), otherwise.end(), 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = sum > 0     ? values[i] / sum
                : other > 0 ? otherwise[i] / other
                            : 1 / static_cast<double>(values.size());
  }
}

/// P(term | topic) with a proper row for every topic. [K, V]
std::vector<double> term_distributions(const Model& model) {
  std::vector<double> rows = topic_term_probabilities(model);
  const std::vector<double> corpus = term_probabilities(model.term_frequency);
  for (std::size_t first = 0; first < rows.size(); first += corpus.size())
    normalize(std::span(rows).subspan(first, corpus.size()), corpus);
  return rows;
}

/// P(topic | document) likewise. [D, K]
std::vector<double> topic_distributions(const Model& model) {
  const std::vector<double> masses = topic_masses(model), shares = topic_shares(model);
  std::vector<double> rows(model.documents.size() * masses.size());
  for_each_document(model, [&](std::int64_t d, std::span<const double> weights) {
    const auto row =
        std::span(rows).subspan(static_cast<std::size_t>(d) * masses.size(), masses.size());
    for (std::size_t k = 0; k < masses.size(); ++k) row[k] = weights[k] * masses[k];
    normalize(row, shares);
  });
  return rows;
}

void export_sklearn(const Path& directory, const Model& model) {
  write_matrix(directory / "components.npy", model.H);
  write_matrix(directory / "document_topics.npy", model.W);
  write_npy<double>(directory / "idf.npy", model.idf, {std::ssize(model.idf)});
  // By hand: an ordered object looks every new name up among all that it has.
  std::string text = "{\n";
  for (std::size_t v = 0; v < model.vocabulary.size(); ++v) {
    text += "  " + Json(model.vocabulary[v]).dump() + ": " + std::to_string(v) +
            (v + 1 < model.vocabulary.size() ? ",\n" : "\n");
  }
  write_file(directory / "vocabulary.json", text + "}\n");
}

void export_gensim(const Path& directory, const Model& model) {
  write_npy<double>(directory / "topics.npy", term_distributions(model), model.H.sizes().vec());
  write_file(directory / "id2word.json", json_text(Json(model.vocabulary)));
}

void export_pyldavis(const Path& directory, const Model& model) {
  const std::int64_t documents = std::ssize(model.documents), terms = std::ssize(model.vocabulary);
  write_npy<double>(directory / "topic_term_dists.npy", term_distributions(model),
                    model.H.sizes().vec());
  write_npy<double>(directory / "doc_topic_dists.npy", topic_distributions(model),
                    model.W.sizes().vec());
  write_npy<std::int64_t>(directory / "doc_lengths.npy", model.document_length, {documents});
  write_npy<std::int64_t>(directory / "term_frequency.npy", model.term_frequency, {terms});
  write_file(directory / "vocab.json", json_text(Json(model.vocabulary)));
}

}  // namespace

const std::vector<std::string>& export_files(ExportFormat format) {
  static const std::vector<std::string> sklearn = {"components.npy", "document_topics.npy",
                                                   "idf.npy", "vocabulary.json"};
  static const std::vector<std::string> gensim = {"topics.npy", "id2word.json"};
  static const std::vector<std::string> pyldavis = {"topic_term_dists.npy", "doc_topic_dists.npy",
                                                    "doc_lengths.npy", "term_frequency.npy",
                                                    "vocab.json"};
  switch (format) {
    case ExportFormat::sklearn:
      return sklearn;
    case ExportFormat::gensim:
      return gensim;
    case ExportFormat::pyldavis:
      return pyldavis;
  }
  throw std::logic_error("unknown export format");
}

void export_model(const Path& directory, const Model& model, ExportFormat format) {
  switch (format) {
    case ExportFormat::sklearn:
      return export_sklearn(directory, model);
    case ExportFormat::gensim:
      return export_gensim(directory, model);
    case ExportFormat::pyldavis:
      return export_pyldavis(directory, model);
  }
}

}  // namespace nmf
