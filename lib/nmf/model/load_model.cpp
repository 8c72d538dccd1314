#include "nmf/model/load_model.h"

#include <fmt/format.h>

#include <system_error>

#include "nmf/core/error.h"
#include "nmf/core/plural.h"
#include "nmf/core/sha256.h"
#include "nmf/model/load_factors.h"
#include "nmf/model/model_file.h"
#include "nmf/model/name_lists.h"

namespace nmf {
namespace {

using Path = std::filesystem::path;

// Stop words are its only long part: the longest list that a configuration takes has 16 MiB.
constexpr std::int64_t kLongestJson = std::int64_t{64} << 20U;

void check_is_directory(const Path& directory) {
  std::error_code error;
  const auto type = std::filesystem::status(directory, error).type();
  const char* what = type == std::filesystem::file_type::not_found   ? "no such directory"
                     : error                                         ? "can't be read"
                     : type != std::filesystem::file_type::directory ? "is no directory"
                     : !std::filesystem::exists(directory / "model.json", error)
                         ? "is no model (it has no model.json)"
                         : nullptr;
  if (what == nullptr) return;
  throw ModelError(fmt::format("{}: {}, expected a model directory as nmf fit writes it",
                               directory.string(), what));
}

void check_seal(const Path& directory, const std::string& model_json) {
  constexpr std::int64_t kLongestSeal = 256;
  if (read_model_file(directory / kModelSeal, kLongestSeal) == model_seal(model_json)) return;
  throw ModelError(
      damaged(directory / "model.json",
              fmt::format("it or {} was changed or cut short since it was written", kModelSeal)));
}

/// The bytes of a file that has the hash of model.json.
std::string checked_file(const Path& path, const ModelJson& json) {
  std::string bytes = read_model_file(path);
  check_sha256(path, sha256_hex(bytes), json.files.at(path.filename().string()));
  return bytes;
}

std::string sha256_of(const Path& path) try {
  return sha256_of_file(path.string());
} catch (const IoError& error) {
  throw ModelError(fmt::format("{}; expected a file of a model", error.what()));
}

/// What is not read here must be as it was saved too: a model is whole or none.
void check_others(const Path& directory, const ModelJson& json) {
  for (const auto& [name, recorded] : json.files)
    check_sha256(directory / name, sha256_of(directory / name), recorded);
}

void check_count(const Path& path, std::int64_t found, std::int64_t expected, const char* what,
                 const char* shape) {
  if (found == expected) return;
  throw ModelError(damaged(path, fmt::format("got {}, expected the {} of {} in model.json",
                                             plural(found, what), expected, shape)));
}

void check_shapes(const Path& path, const ModelJson& json) {
  const bool agree = json.W[0] == json.X[0] && json.W[1] == json.H[0] && json.H[1] == json.X[1] &&
                     json.W[0] > 0 && json.W[1] > 0 && json.H[1] > 0;
  if (agree) return;
  throw ModelError(damaged(
      path, fmt::format("shapes: X [{}, {}], W [{}, {}] and H [{}, {}] do not match, expected "
                        "[D, V], [D, K] and [K, V]",
                        json.X[0], json.X[1], json.W[0], json.W[1], json.H[0], json.H[1])));
}

}  // namespace

Model load_model(const Path& directory) {
  check_is_directory(directory);
  const Path json_path = directory / "model.json";
  const std::string text = read_model_file(json_path, kLongestJson);
  ModelJson json = parse_model_json(text, json_path);
  check_seal(directory, text);
  check_shapes(json_path, json);

  Model model;
  model.directory = directory;
  const Path terms = directory / "vocabulary.txt", names = directory / "documents.tsv";
  model.vocabulary = parse_vocabulary(checked_file(terms, json), terms);
  check_count(terms, std::ssize(model.vocabulary), json.H[1], "term", "H");
  model.documents = parse_documents(checked_file(names, json), names);
  check_count(names, std::ssize(model.documents), json.W[0], "document", "W");
  check_others(directory, json);
  load_factors(directory / "factors.safetensors", json.W[1], model);

  model.stop_words = std::move(json.stop_words);
  model.corpus_sha256 = std::move(json.corpus_sha256);
  model.record = {std::move(json.corpus_path), std::move(json.device)};
  model.fit = std::move(json.fit);
  model.config = std::move(json.config);
  return model;
}

}  // namespace nmf
