#include "new_corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "nmf/core/error.h"
#include "nmf/core/plural.h"
#include "nmf/corpus/reader.h"
#include "read_corpus.h"

namespace nmf::app {
namespace {

bool has_records(CorpusFormat format) {
  return format == CorpusFormat::csv || format == CorpusFormat::tsv ||
         format == CorpusFormat::jsonl;
}

void check_keys(const std::vector<Override>& overrides) {
  for (const auto& [key, value, option] : overrides) {
    if (key == "corpus.path") {
      throw ConfigError(
          fmt::format("--set {}={}: INPUT names the corpus; leave this out", key, value));
    }
    if (key.starts_with("corpus.")) continue;
    throw ConfigError(
        fmt::format("--set {}={}: the vectorizer and all else are the model's, expected a key of "
                    "the section corpus",
                    key, value));
  }
}

/// The recorded options that hold for a corpus of this format, but for those that were given.
void take_recorded(const CorpusOptions& recorded, const std::vector<std::string>& given,
                   CorpusOptions& corpus) {
  const auto take = [&](std::string_view key, auto CorpusOptions::*member) {
    if (std::find(given.begin(), given.end(), key) == given.end())
      corpus.*member = recorded.*member;
  };
  if (holds_matrix(corpus.format)) {
    if (!holds_matrix(recorded.format)) return;
    take("corpus.vocabulary", &CorpusOptions::vocabulary);
    take("corpus.values", &CorpusOptions::values);
    return;
  }
  take("corpus.encoding", &CorpusOptions::encoding);
  take("corpus.decode_error", &CorpusOptions::decode_error);
  take("corpus.max_document_bytes", &CorpusOptions::max_document_bytes);
  if (has_records(corpus.format) && has_records(recorded.format)) {
    take("corpus.text_field", &CorpusOptions::text_field);
    take("corpus.id_field", &CorpusOptions::id_field);
    take("corpus.label_field", &CorpusOptions::label_field);
  }
  if (corpus.format == recorded.format) {
    take("corpus.subset", &CorpusOptions::subset);
    take("corpus.categories", &CorpusOptions::categories);
    take("corpus.remove", &CorpusOptions::remove);
  }
}

/// Whatever they are given as, null too: what is recorded does not hold for them.
std::vector<std::string> named_keys(const std::vector<Override>& overrides) {
  std::vector<std::string> keys;
  keys.reserve(overrides.size());
  for (const Override& override : overrides) keys.push_back(override.key);
  return keys;
}

/// The vocabulary of a matrix: as given, as recorded, or the model's own, in its order.
void settle_vocabulary(const Model& model, const std::vector<std::string>& given,
                       CorpusOptions& corpus, Console& console) {
  const std::string key = "corpus.vocabulary", own = (model.directory / "vocabulary.txt").string();
  const bool named = std::find(given.begin(), given.end(), key) != given.end();
  if (corpus.vocabulary.empty()) {
    corpus.vocabulary = own;
    if (named)
      console.note(
          fmt::format("note: {}: its columns are taken for the model's own {}, in the "
                      "order of {}",
                      source_name(corpus.path), plural(std::ssize(model.vocabulary), "term"), own));
    return;
  }
  std::error_code error;
  if (named || std::filesystem::exists(corpus.vocabulary, error)) return;
  throw IoError(fmt::format(
      "{}: the model's {} is gone; put it back, name the terms of the new columns by --set "
      "{}=FILE, "
      "or give --set {}=null if they are the {} of {}, in that order",
      corpus.vocabulary, key, key, key, plural(std::ssize(model.vocabulary), "term"), own));
}

}  // namespace

Config new_corpus(const Model& model, const Config& recorded, const std::string& input,
                  std::vector<Override> overrides, Console& console) {
  check_keys(overrides);
  const std::vector<std::string> given = named_keys(overrides);
  overrides.push_back({"corpus.path", yaml_string(input), "INPUT"});
  Config config = load_config({}, overrides, Purpose::vectorize);
  CorpusOptions& corpus = config.corpus;
  if (corpus.format == CorpusFormat::automatic && input == "-") {
    corpus.format = recorded.corpus.format;
    console.note(fmt::format("standard input: format {}, as the model's corpus had",
                             format_name(corpus.format)));
  } else if (corpus.format == CorpusFormat::automatic) {
    const FormatChoice choice = choose_format(corpus);
    corpus.format = choice.format;
    console.note(fmt::format("{}: {}", input, choice.reason));
  }
  check_format_conflicts(config, corpus.format);
  take_recorded(recorded.corpus, given, corpus);
  if (holds_matrix(corpus.format)) settle_vocabulary(model, given, corpus, console);
  return config;
}

}  // namespace nmf::app
