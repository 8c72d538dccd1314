#include "nmf/evaluation/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "arguments.h"
#include "commands.h"
#include "console.h"
#include "count_corpus.h"
#include "empty_topics.h"
#include "interrupt.h"
#include "model_corpus.h"
#include "nmf/config/config.h"
#include "nmf/core/error.h"
#include "nmf/evaluation/evaluation_text.h"
#include "nmf/evaluation/model_topics.h"
#include "nmf/evaluation/topic_lists.h"
#include "nmf/model/json_text.h"
#include "nmf/model/load_model.h"
#include "read_corpus.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

enum Format : std::size_t { text, json };

/// What the command line of `nmf evaluate` asks for.
struct Wanted {
  std::optional<std::string> model, topics, corpus;
  std::int64_t top = 10;
  Format format = text;
  int threads = 0;
  bool quiet = false;
};

/// Nothing where the help was printed.
std::optional<Wanted> parse(int argc, const char* const* argv) {
  Arguments arguments(
      "evaluate",
      "Scores topics: coherence as gensim counts it, diversity; of a model also exclusivity,\n"
      "residual and explained share. Topics are a MODEL's or those of --topics FILE, documents "
      "the\n"
      "model's own or those of --corpus CONFIG.",
      "MODEL");
  arguments.positional_is_optional();
  arguments.option("topics", "Topics made elsewhere: one a line, terms separated by spaces or tabs",
                   "FILE");
  arguments.option(
      "corpus", "Count in the corpus of this YAML file; without MODEL by its vectorizer", "CONFIG");
  arguments.option("top", "Terms of a topic that are scored (default 10)", "N");
  arguments.option("format", "text or json (default text)", "FORMAT");
  arguments.work_options();
  if (!arguments.parse(argc, argv)) return std::nullopt;
  Wanted wanted;
  wanted.model = arguments.positional_if_given();
  wanted.topics = arguments.text("topics");
  wanted.corpus = arguments.text("corpus");
  wanted.top = arguments.integer("top", 2, 1'000'000, wanted.top);
  wanted.format = static_cast<Format>(arguments.choice("format", {"text", "json"}));
  wanted.threads = arguments.threads();
  wanted.quiet = arguments.quiet();
  if (!wanted.model && !wanted.topics)
    throw UsageError("no topics given: name a MODEL, or --topics FILE with --corpus CONFIG");
  if (!wanted.model && !wanted.corpus)
    throw UsageError("--topics FILE without a MODEL needs --corpus CONFIG, whose documents count");
  return wanted;
}

/// In terms of several words, or of characters, a blank may stand.
TermSeparator separator_of(const VectorizerOptions& options) {
  const bool words = options.analyzer == Analyzer::word || options.analyzer == Analyzer::icu;
  return words && options.ngram_range[1] == 1 ? TermSeparator::blanks : TermSeparator::tabs;
}

/// The scores that rest on a corpus; `config` says where it came from.
Evaluation scores(TopicTerms topics, std::int64_t most, const Occurrences& counts,
                  const Config& config) try {
  return evaluate(std::move(topics), most, counts, config.corpus.values == MatrixValues::weights);
} catch (const IoError& error) {
  throw IoError(source_name(config.corpus.path) + ": " + error.what());
}

Evaluation evaluate_file(const Wanted& wanted, Console& console) {
  Config config = load_config(wanted.corpus, {}, Purpose::vectorize);
  config.runtime.threads = wanted.threads;
  TopicTerms topics =
      number_terms(read_topic_lists(*wanted.topics, separator_of(config.vectorizer)), wanted.top);
  const Occurrences counts = count_corpus(config, topics, console);
  return scores(std::move(topics), wanted.top, counts, config);
}

/// Throws IoError where no topic of a model has a term, which no corpus is to blame for.
std::optional<std::string> empty_topics_of(const Model& model, const ModelTopics& topics,
                                           const FactorizationOptions& options) {
  auto note = empty_topics_note(empty_topics(model.W, model.H, model.fit.X_norm.value_or(0)),
                                options, model.W.size(0), model.H.size(1));
  const bool none = std::all_of(topics.terms.begin(), topics.terms.end(),
                                [](const TermList& terms) { return terms.empty(); });
  if (none)
    throw IoError(fmt::format("{}: there is nothing to score: {}", model.directory.string(),
                              note.value_or("no topic has a term of a weight above 0")));
  return note;
}

Evaluation evaluate_model(const Wanted& wanted, Console& console) {
  const Model model = load_model(*wanted.model);
  ModelCorpus corpus = model_corpus(model, wanted.corpus);
  Config& config = corpus.config;
  config.vectorizer = model_vectorizer(model);
  config.runtime.threads = wanted.threads;
  ModelTopics own;
  std::optional<std::string> empty;
  if (!wanted.topics) {
    own = topics_of_model(model.W, model.H, model.vocabulary, wanted.top);
    empty = empty_topics_of(model, own, config.factorization);
  }
  TopicTerms topics = number_terms(
      wanted.topics ? read_topic_lists(*wanted.topics, separator_of(config.vectorizer)) : own.terms,
      wanted.top);
  const Occurrences counts =
      read_model_corpus(corpus, [&] { return count_corpus(config, topics, console); });
  check_unchanged(corpus, model, counts.corpus_sha256);
  Evaluation all = scores(std::move(topics), wanted.top, counts, config);
  if (wanted.topics) return all;
  all.listing = std::move(own.listing);
  if (empty) all.notes.push_back(std::move(*empty));
  all.model =
      model_scores(model.H, model.vocabulary, all.topics, model.fit.residual, model.fit.X_norm);
  if (!all.model->explained)
    all.notes.emplace_back(
        "no explained share: the model does not record the norm of X; fit again");
  return all;
}

}  // namespace

int run_evaluate(int argc, const char* const* argv) {
  const std::optional<Wanted> wanted = parse(argc, argv);
  if (!wanted) return 0;
  Console console(wanted->quiet);
  catch_interrupts(!wanted->quiet);
  const Evaluation evaluation =
      wanted->model ? evaluate_model(*wanted, console) : evaluate_file(*wanted, console);
  if (interrupt_signal() != 0) throw Interrupted();
  console.result(wanted->format == json ? json_text(evaluation_json(evaluation))
                                        : evaluation_text(evaluation));
  for (const std::string& note : evaluation.notes) console.note("note: " + note);
  return 0;
}

}  // namespace nmf::app
