// What a model directory holds beside its factors. Input: which file (0: model.json, 1:
// vocabulary.txt, 2: documents.tsv); the file.

#include <nlohmann/json.hpp>

#include <cmath>
#include <set>
#include <vector>

#include "nmf/core/term_escape.h"
#include "nmf/core/utf8.h"
#include "nmf/model/model_file.h"
#include "nmf/model/name_lists.h"
#include "nmf/model/parse_model_json.h"
#include "tests/fuzz/fuzz.h"

using namespace nmf;

namespace {

void read_json(const std::string& bytes) {
  const ModelJson model = parse_model_json(bytes, "model.json");
  fuzz::require(nlohmann::json::parse(model.config).is_object(), "config is an object");
  fuzz::require(model.files.size() == model_files().size() - 2, "every other file has its hash");
  std::vector<std::string> texts = model.stop_words;
  texts.insert(texts.end(), {model.device, model.corpus_path, model.corpus_sha256, model.fit.engine,
                             model.fit.init, model.fit.stop_reason});
  for (const auto& [name, hash] : model.files) texts.push_back(hash);
  for (const std::string& text : texts) fuzz::require(is_valid_utf8(text), "texts are UTF-8");
  for (const auto& shape : {model.X, model.W, model.H})
    fuzz::require(shape[0] >= 0 && shape[1] >= 0, "no size is below 0");
  const FitSummary& fit = model.fit;
  for (const double number : {fit.loss, fit.residual, fit.penalty, fit.X_norm.value_or(0),
                              fit.kkt_residual.value_or(0), fit.residual_p99.value_or(0)})
    fuzz::require(std::isfinite(number), "numbers are finite");
  fuzz::require(fit.n_iter >= 0, "iterations are a count");
}

void read_vocabulary(const std::string& bytes) {
  const std::vector<std::string> terms = parse_vocabulary(bytes, "vocabulary.txt");
  fuzz::require(std::set(terms.begin(), terms.end()).size() == terms.size(), "terms are distinct");
  std::string again;
  for (const std::string& term : terms) {
    fuzz::require(is_valid_utf8(term), "terms are UTF-8");
    again.append(escape_term(term)).append("\n");
  }
  fuzz::require(parse_vocabulary(again, "again") == terms, "the vocabulary reads back");
}

void read_documents(const std::string& bytes) {
  const std::vector<DocumentName> documents = parse_documents(bytes, "documents.tsv");
  std::string again = "row\tid\tlabel\n";
  for (std::size_t row = 0; row < documents.size(); ++row) {
    again.append(std::to_string(row)).append("\t").append(escape_term(documents[row].id));
    again.append("\t").append(escape_term(documents[row].label)).append("\n");
  }
  const std::vector<DocumentName> same = parse_documents(again, "again");
  fuzz::require(same.size() == documents.size(), "no document is lost");
  for (std::size_t row = 0; row < documents.size(); ++row) {
    fuzz::require(same[row].id == documents[row].id && same[row].label == documents[row].label,
                  "documents read back");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  static fuzz::MemoryFile file;
  const unsigned which = input.choose(3);
  const std::string& path = file.hold(input.rest());
  fuzz::may_refuse([&] {
    const std::string bytes = read_model_file(path);
    fuzz::require(bytes == input.rest(), "the file is read as it is");
    const auto read = which == 0 ? read_json : which == 1 ? read_vocabulary : read_documents;
    read(bytes);
  });
  return 0;
}
