#include "new_corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"

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

}  // namespace

Config new_corpus(const Model& model, const Config& recorded, const std::string& input,
                  std::vector<Override> overrides, Console& console) {
  check_keys(overrides);
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
  take_recorded(recorded.corpus, config.given, corpus);
  if (holds_matrix(corpus.format) && corpus.vocabulary.empty())
    corpus.vocabulary = (model.directory / "vocabulary.txt").string();
  return config;
}

}  // namespace nmf::app
