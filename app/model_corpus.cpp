#include "model_corpus.h"

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace nmf::app {
namespace {

void check_is_there(const std::string& path) {
  if (path == "-") {
    throw IoError(
        "the model's corpus was standard input, which can't be read again; name a corpus by "
        "--corpus CONFIG");
  }
  std::error_code error;
  if (std::filesystem::exists(path, error)) return;
  throw IoError(fmt::format(
      "{}: the model's corpus is gone; put it back or name it by --corpus CONFIG", path));
}

/// All else is the model's, which had a meaning when it was fitted: with the model's vocabulary in
/// the place of pruning, vectorizer.min_df has none.
void forget_other_keys(Config& config) {
  std::vector<std::string> given, given_at;
  for (std::size_t i = 0; i < config.given.size(); ++i) {
    if (!config.given[i].starts_with("corpus.")) continue;
    given.push_back(config.given[i]);
    if (i < config.given_at.size()) given_at.push_back(config.given_at[i]);
  }
  config.given = std::move(given);
  config.given_at = std::move(given_at);
}

}  // namespace

Config model_config(const Model& model) {
  return config_from_json(model.config, (model.directory / "model.json").string() + ": config");
}

ModelCorpus model_corpus(const Model& model, const std::optional<std::string>& given) {
  ModelCorpus corpus{model_config(model), !given};
  if (given) {
    Config other = load_config(given, {}, Purpose::vectorize);
    corpus.config.corpus = other.corpus;
    corpus.config.given = std::move(other.given);
    corpus.config.given_at = std::move(other.given_at);
  } else {
    corpus.config.corpus.path = model.record.corpus_path;
    check_is_there(corpus.config.corpus.path);
  }
  forget_other_keys(corpus.config);
  return corpus;
}

VectorizerOptions model_vectorizer(const Model& model) {
  VectorizerOptions options = model_config(model).vectorizer;
  const VectorizerOptions defaults;
  options.vocabulary =
      FixedVocabulary{(model.directory / "vocabulary.txt").string(), model.vocabulary};
  options.min_df = defaults.min_df;
  options.max_df = defaults.max_df;
  options.max_features = std::nullopt;
  return options;
}

void check_unchanged(const ModelCorpus& corpus, const Model& model, const std::string& sha256) {
  if (!corpus.recorded || sha256 == model.corpus_sha256) return;
  throw IoError(fmt::format(
      "{}: has changed since the model was fitted on it; bring it back as it was, or name a corpus "
      "by --corpus CONFIG",
      corpus.config.corpus.path));
}

}  // namespace nmf::app
