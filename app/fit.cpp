#include <ATen/Parallel.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "command_line.h"
#include "commands.h"
#include "console.h"
#include "interrupt.h"
#include "nmf/config/config.h"
#include "nmf/core/output_directory.h"
#include "nmf/factorization/device.h"
#include "nmf/factorization/factorize.h"
#include "nmf/model/model.h"
#include "nmf/model/topic_files.h"
#include "nmf/report/python_float.h"
#include "nmf/report/tensor_repr.h"
#include "nmf/text/stop_words.h"
#include "read_corpus.h"

namespace nmf::app {
namespace {

Factorization fit(const Tfidf& tfidf, const Config& config, const std::string& device,
                  Console& console) {
  const auto report = [&](const Iteration& now) {
    if (now.iteration % config.output.log_every == 0)
      console.result(fmt::format("Epoch: {}, Loss: {}\n", now.iteration, python_float(now.loss)));
    console.show(now, config.factorization.max_iter);
    return interrupt_signal() == 0;
  };
  const auto threads = static_cast<int>(config.runtime.threads);
  if (threads > 0) at::set_num_threads(threads);
  Factorization factorization = factorize(tfidf.X, config.factorization, device, threads, report);
  console.clear();
  return factorization;
}

/// Topics of words that say nothing are what a user without a list of stop words meets first.
void note_stop_words(const std::vector<Topic>& topics, const Tfidf& tfidf, const Config& config,
                     Console& console) {
  constexpr std::int64_t kTooMany = 3;  // of a topic's ten terms
  // Finished weights leave the vectorizer out, and with it what this note names.
  if (!tfidf.stop_words.empty() || config.corpus.values == MatrixValues::weights) return;
  const auto words = english_stop_words();
  const auto is_stop_word = [&](const TopicTerm& term) {
    return std::binary_search(words.begin(), words.end(), term.term);
  };
  const auto has_many = [&](const Topic& topic) {
    return std::count_if(topic.terms.begin(), topic.terms.end(), is_stop_word) >= kTooMany;
  };
  if (std::none_of(topics.begin(), topics.end(), has_many)) return;
  console.note(
      "note: some topics are made of English stop words; leave them out by --set "
      "vectorizer.stop_words=english");
}

/// Whoever reads the topics must know that they were not finished.
void note_not_converged(const Factorization& f, const FactorizationOptions& options,
                        Console& console) {
  const bool wanted = options.tol > 0 || options.kkt_tol > 0;
  if (f.stop_reason == StopReason::max_seconds) {
    console.note(
        fmt::format("note: stopped after {} iterations by factorization.max_seconds ({}), "
                    "before it converged",
                    f.n_iter, options.max_seconds));
  } else if (f.stop_reason == StopReason::max_iter && wanted && options.max_iter > 0) {
    console.note(fmt::format(
        "note: not converged after {} iterations (factorization.max_iter): raise it, or tol "
        "(got {})",
        f.n_iter, options.tol));
  }
}

/// Adam without projection is no true NMF; whoever reads its topics must know.
void note_negative_entries(const Factorization& f, double penalty, Console& console) {
  const double in_W = negative_share(f.W), in_H = negative_share(f.H);
  if (in_W == 0 && in_H == 0) return;
  console.note(fmt::format(
      "note: {:.1f} % of W and {:.1f} % of H are below zero: {}", 100 * in_W, 100 * in_H,
      penalty > 0 ? "the penalty of solver adam discourages negative entries "
                    "but does not exclude them"
                  : "solver adam without a penalty does not keep entries above "
                    "zero"));
}

void show(const Factorization& f, const std::vector<Topic>& topics, Show what, Console& console) {
  switch (what) {
    case Show::none:
      return;
    case Show::w:
      return console.result(tensor_repr(f.W) + "\n");
    case Show::topics:
      return console.result(topics_text(topics));
  }
}

}  // namespace

int run_fit(int argc, const char* const* argv) {
  const CommandLine line = parse_command_line(
      {.name = "fit",
       .summary = "Reads a corpus, factorizes its TF-IDF matrix X = W H and writes the model.",
       .fits = true,
       .writes = true},
      argc, argv);
  if (line.help) return 0;
  Config config = load_config(line.config, line.overrides, Purpose::fit);

  Console console(line.quiet);
  catch_interrupts(!line.quiet);
  const std::string device = resolve_device(config.runtime.device, config.factorization.solver);
  OutputDirectory output(config.output.directory.value_or("runs/" + line.name),
                         with_input(model_files()), "model.json");
  const CorpusRead corpus = read_corpus(config, console);
  const Tfidf& tfidf = corpus.tfidf;
  const Factorization factorization = fit(tfidf, config, device, console);
  output.fill([&](const std::filesystem::path& directory) {
    save_model(directory, factorization, tfidf, to_json(with_absolute_paths(config)),
               {corpus.source.path, device});
    write_input(directory, corpus);
  });
  if (interrupt_signal() != 0) throw Interrupted();
  output.commit();

  const std::vector<Topic> topics = top_topics(factorization.W, factorization.H, tfidf.vocabulary);
  show(factorization, topics, config.output.show, console);
  note_stop_words(topics, tfidf, config, console);
  note_negative_entries(factorization, config.factorization.penalty, console);
  note_not_converged(factorization, config.factorization, console);
  console.note(fmt::format("{} iterations on {} in {:.2f} s, ||X - W H|| = {:.6g}; model: {}",
                           factorization.n_iter, device, factorization.final.seconds,
                           factorization.final.residual, output.target().string()));
  return 0;
}

}  // namespace nmf::app
