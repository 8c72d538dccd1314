#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "arguments.h"
#include "commands.h"
#include "console.h"
#include "interrupt.h"
#include "model_corpus.h"
#include "model_excerpts.h"
#include "nmf/core/plural.h"
#include "nmf/core/quote.h"
#include "nmf/model/document_weights.h"
#include "nmf/model/json_text.h"
#include "nmf/model/label_table.h"
#include "nmf/model/load_model.h"
#include "nmf/model/term_topics.h"
#include "nmf/model/topic_names.h"
#include "nmf/model/topic_summary.h"
#include "nmf/report/term_listing.h"
#include "nmf/report/topic_listing.h"
#include "output_place.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

enum Format : std::size_t { text, json, csv };

/// What the command line of `nmf topics` asks for.
struct Wanted {
  std::string model;
  SummaryOptions summary;
  Format format = text;
  int threads = 0;
  std::optional<std::string> documents, term, corpus;
  bool quiet = false;
};

/// Nothing where the help was printed.
std::optional<Wanted> parse(int argc, const char* const* argv) {
  Arguments arguments("topics", "Shows the topics of a model.", "MODEL");
  arguments.option("top", "Terms in each list of a topic (default 10)", "N");
  arguments.option("typical", "Most typical documents of a topic (default 3)", "N");
  arguments.option("lambda", "Of the relevance, 0 (lift) to 1 (probability) (default 0.6)", "X");
  arguments.option("format", "text, json or csv (default text)", "FORMAT");
  arguments.option("documents",
                   "Writes id, label and weights of every document in place of the topics",
                   "FILE.csv");
  arguments.option("term", "Shows the topics of this term in place of all topics", "TERM");
  arguments.option("corpus", "The model's corpus, for excerpts, where it was moved", "CONFIG");
  arguments.work_options();
  if (!arguments.parse(argc, argv)) return std::nullopt;
  constexpr std::int64_t kMost = 1'000'000;
  Wanted wanted;
  wanted.model = arguments.positional();
  wanted.summary.n_terms = arguments.integer("top", 1, kMost, 10);
  wanted.summary.n_documents = arguments.integer("typical", 0, kMost, 3);
  wanted.summary.lambda = arguments.number("lambda", 0, 1, wanted.summary.lambda);
  wanted.format = static_cast<Format>(arguments.choice("format", {"text", "json", "csv"}));
  wanted.documents = arguments.text("documents");
  wanted.term = arguments.text("term");
  wanted.corpus = arguments.text("corpus");
  wanted.threads = arguments.threads();
  wanted.quiet = arguments.quiet();
  if (wanted.documents) {
    arguments.refuse({"top", "typical", "lambda", "format", "term", "corpus", "threads"},
                     "--documents");
  }
  if (wanted.term) arguments.refuse({"top", "typical", "lambda", "corpus", "threads"}, "--term");
  if (wanted.format == csv) arguments.refuse({"typical", "corpus"}, "--format csv");
  return wanted;
}

/// Column of a term. Throws UsageError, naming those that it may be a slip of.
std::int64_t column_of(const std::string& term, const Model& model, Console& console) {
  if (const auto column = find_term(model, term)) return *column;
  // Finished weights were never the vectorizer's.
  const bool analyzed = model_config(model).corpus.values != MatrixValues::weights;
  if (const auto column =
          analyzed ? find_analyzed(model, model_vectorizer(model), term) : std::nullopt) {
    console.note(fmt::format("note: the model's vectorizer makes {} of {}",
                             quote(model.vocabulary[static_cast<std::size_t>(*column)]),
                             quote(term)));
    return *column;
  }
  std::vector<std::string> quoted;
  for (const std::string& near : near_terms(model, term)) quoted.push_back(quote(near));
  throw UsageError(fmt::format(
      "--term: got {}, expected a term of the model's vocabulary{}", quote(term),
      quoted.empty() ? "" : fmt::format("; did you mean {}?", fmt::join(quoted, " or "))));
}

void show_term(const Model& model, const Wanted& wanted, Console& console) {
  const std::int64_t column = column_of(*wanted.term, model, console);
  const TermListing listing{model.vocabulary[static_cast<std::size_t>(column)],
                            term_topics(model, column), read_topic_names(model)};
  switch (wanted.format) {
    case text:
      return print(term_for_eyes(listing, output_width()));
    case json:
      return print(json_text(term_json(listing)));
    case csv:
      return print(term_csv(listing));
  }
}

/// The typical documents of all topics.
std::vector<std::int64_t> rows_of(const std::vector<TopicSummary>& topics) {
  std::vector<std::int64_t> rows;
  for (const TopicSummary& topic : topics)
    for (const TypicalDocument& document : topic.documents) rows.push_back(document.row);
  return rows;
}

void show_topics(const Model& model, const Wanted& wanted, Console& console) {
  TopicListing listing;
  listing.names = read_topic_names(model);
  listing.topics = summarize_topics(model, wanted.summary, wanted.threads);
  listing.labels = label_table(model);
  listing.documents = model.documents;
  listing.lambda = wanted.summary.lambda;
  if (wanted.summary.n_documents > 0 && wanted.format != csv)
    listing.excerpts = model_excerpts(model, wanted.corpus, rows_of(listing.topics), console);
  switch (wanted.format) {
    case text:
      return console.result(topics_for_eyes(listing, output_width()));
    case json:
      return console.result(json_text(topics_json(listing)));
    case csv:
      return console.result(topics_csv(listing));
  }
}

}  // namespace

int run_topics(int argc, const char* const* argv) {
  const std::optional<Wanted> wanted = parse(argc, argv);
  if (!wanted) return 0;
  Console console(wanted->quiet);
  catch_interrupts(!wanted->quiet);
  if (wanted->documents) {
    check_outside_models(*wanted->documents);
    check_document_weights_file(*wanted->documents);
  }
  const Model model = load_model(wanted->model);
  if (wanted->documents) {
    write_document_weights(*wanted->documents, model);
    console.note(fmt::format("weights of {}: {}", plural(std::ssize(model.documents), "document"),
                             *wanted->documents));
  } else if (wanted->term) {
    show_term(model, *wanted, console);
  } else {
    show_topics(model, *wanted, console);
  }
  return 0;
}

}  // namespace nmf::app
