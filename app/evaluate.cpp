#include "nmf/evaluation/evaluate.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "console.h"
#include "count_corpus.h"
#include "evaluate_line.h"
#include "interrupt.h"
#include "nmf/config/config.h"
#include "nmf/core/error.h"
#include "nmf/evaluation/evaluation_text.h"
#include "nmf/evaluation/topic_lists.h"
#include "nmf/model/model_json.h"
#include "read_corpus.h"

namespace nmf::app {
namespace {

/// In terms of several words, or of characters, a blank may stand.
TermSeparator separator_of(const VectorizerOptions& options) {
  const bool words = options.analyzer == Analyzer::word || options.analyzer == Analyzer::icu;
  return words && options.ngram_range[1] == 1 ? TermSeparator::blanks : TermSeparator::tabs;
}

Evaluation scores(TopicTerms topics, std::int64_t most, const Occurrences& counts,
                  const Config& config) try {
  return evaluate(std::move(topics), most, counts, config.corpus.values == MatrixValues::weights);
} catch (const IoError& error) {
  throw IoError(source_name(config.corpus.path) + ": " + error.what());
}

Evaluation evaluate_file(const EvaluateLine& line, Console& console) {
  std::vector<Override> overrides;
  if (line.threads) overrides.push_back({"runtime.threads", *line.threads});
  Config config = load_config(line.corpus, overrides, Purpose::vectorize);
  TopicTerms topics =
      number_terms(read_topic_lists(*line.topics, separator_of(config.vectorizer)), line.top);
  const Occurrences counts = count_corpus(config, topics, console);
  return scores(std::move(topics), line.top, counts, config);
}

}  // namespace

int run_evaluate(int argc, const char* const* argv) {
  const EvaluateLine line = parse_evaluate_line(argc, argv);
  if (line.help) return 0;
  Console console(line.quiet);
  catch_interrupts(!line.quiet);
  const Evaluation evaluation = evaluate_file(line, console);
  if (interrupt_signal() != 0) throw Interrupted();
  console.result(line.format == EvaluationFormat::json ? json_text(evaluation_json(evaluation))
                                                       : evaluation_text(evaluation));
  for (const std::string& note : evaluation.notes) console.note("note: " + note);
  return 0;
}

}  // namespace nmf::app
