#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "aten_threads.h"
#include "command_line.h"
#include "commands.h"
#include "console.h"
#include "empty_topics.h"
#include "fit_device.h"
#include "fit_report.h"
#include "interrupt.h"
#include "nmf/config/config.h"
#include "nmf/core/output_directory.h"
#include "nmf/core/output_target.h"
#include "nmf/core/plural.h"
#include "nmf/factorization/device.h"
#include "nmf/factorization/factorize.h"
#include "nmf/factorization/gram_residual.h"
#include "nmf/factorization/stopping.h"
#include "nmf/model/checkpoint.h"
#include "nmf/model/model.h"
#include "nmf/model/model_file.h"
#include "nmf/model/topic_files.h"
#include "nmf/report/tensor_repr.h"
#include "nmf/text/stop_words.h"
#include "not_converged.h"
#include "output_place.h"
#include "read_corpus.h"
#include "resume.h"

namespace nmf::app {
namespace {

/// A fit, begun or gone on with, and where it leaves what it finds.
struct Job {
  const FitInput& input;
  const Config& config;
  OutputDirectory& output;
  CheckpointDirectory& checkpoint;
  Console& console;
};

/// \param from  where it goes on; none: at its start
Factorization fit(const Job& job, std::optional<FitState> from) {
  const Config& config = job.config;
  FitReport report(config, job.console);
  const auto heard = [&](const Iteration& now) {
    report.iteration(now);
    return interrupt_signal() == 0;
  };
  const auto save = [&](const FitState& state) { job.checkpoint.save(job.input, state); };
  const auto threads = static_cast<int>(config.runtime.threads);
  set_aten_threads(config.factorization.solver, threads);
  Factorization factorization =
      factorize(job.input.tfidf.X, config.factorization, job.input.device, threads, heard,
                {config.output.checkpoint_every, save, std::move(from)});
  report.end(factorization);
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
    return term.weight > 0 && std::binary_search(words.begin(), words.end(), term.term);
  };
  const auto has_many = [&](const Topic& topic) {
    return std::count_if(topic.terms.begin(), topic.terms.end(), is_stop_word) >= kTooMany;
  };
  if (std::none_of(topics.begin(), topics.end(), has_many)) return;
  console.note(
      "note: some topics are made of English stop words; leave them out by --set "
      "vectorizer.stop_words=english");
}

void note_empty_topics(const Factorization& f, const CsrMatrix<double>& X,
                       const FactorizationOptions& options, Console& console) {
  const double X_norm = std::sqrt(squared_norm(X, options.dtype));
  const auto note = empty_topics_note(empty_topics(f.W, f.H, X_norm), options, X.rows, X.columns);
  if (note) console.note("note: " + *note);
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

void write(const Job& job, const Factorization& factorization) {
  const FitInput& input = job.input;
  job.output.fill([&](const std::filesystem::path& directory) {
    save_model(directory, factorization, input.tfidf, input.config,
               {input.source.path, input.device}, static_cast<int>(job.config.runtime.threads));
    write_input(directory, input.tfidf.report, input.source);
  });
  if (interrupt_signal() != 0) throw Interrupted();
  job.output.commit();
  job.checkpoint.remove();
}

/// \param name  of the output directory, as the user may give it to --resume
Factorization fit_and_write(const Job& job, std::optional<FitState> from,
                            const std::string& name) try {
  Factorization factorization = fit(job, std::move(from));
  write(job, factorization);
  return factorization;
} catch (const Interrupted&) {
  if (job.checkpoint.exists()) throw StoppedFit(name);
  throw;
}

void tell(const Job& job, const Factorization& f) {
  const Tfidf& tfidf = job.input.tfidf;
  const std::vector<Topic> topics = top_topics(f.W, f.H, tfidf.vocabulary);
  show(f, topics, job.config.output.show, job.console);
  note_stop_words(topics, tfidf, job.config, job.console);
  note_empty_topics(f, tfidf.X, job.config.factorization, job.console);
  note_negative_entries(f, job.config.factorization.penalty, job.console);
  for (const std::string& note :
       not_converged_notes({{f.n_iter, has_converged(f)}}, job.config.factorization))
    job.console.note(note);
  job.console.note(fmt::format("{} on {} in {:.2f} s, ||X - W H|| = {:.6g}; model: {}",
                               plural(f.n_iter, "iteration"), job.input.device, f.final.seconds,
                               f.final.residual, job.output.target().string()));
}

void start(const CommandLine& line, Console& console) {
  Config config = load_config(line.config, line.overrides, Purpose::fit);
  const std::string device = fit_device(config);
  const std::string name = config.output.directory.value_or("runs/" + line.name);
  OutputDirectory output = output_directory(name, with_input(model_files()));
  CheckpointDirectory checkpoint(output.target());
  if (config.output.checkpoint_every > 0) checkpoint.check_place();
  if (checkpoint.exists())
    console.note(fmt::format(
        "note: {} is of a fit that was stopped; it goes when this one begins (to go on with it "
        "instead: nmf fit --resume)",
        checkpoint.path().string()));
  CorpusRead corpus = read_corpus(config, console);
  checkpoint.remove();
  // As --resume has it, which may be called elsewhere.
  const Config portable = with_absolute_paths(config);
  const FitInput input{std::move(corpus.tfidf), corpus.source, to_json(portable), device};
  const Job job{input, portable, output, checkpoint, console};
  tell(job, fit_and_write(job, {}, name));
}

/// A fit goes on where it was: on another device it would end with other bits.
void check_device(const std::string& device, const CheckpointDirectory& checkpoint) try {
  resolve_device(device);
} catch (const DeviceError&) {
  throw DeviceError(fmt::format(
      "{}: the fit was on {}, which can't be used here; go on with it on its machine, or begin it "
      "anew with --device cpu",
      checkpoint.path().string(), device));
}

void go_on(const CommandLine& line, Console& console) {
  const std::filesystem::path target = output_to_resume(*line.resume);
  CheckpointDirectory checkpoint(output_target(target));
  Resumed resumed = resume(checkpoint, line);
  auto& [input, state] = resumed.checkpoint;
  check_device(input.device, checkpoint);
  OutputDirectory output = output_directory(target, with_input(model_files()));
  console.note(fmt::format("{}: {}, {}, solver goes on after {}", checkpoint.path().string(),
                           plural(input.tfidf.X.rows, "document"),
                           plural(input.tfidf.X.columns, "term"),
                           plural(std::ssize(state.history), "iteration")));
  const Job job{input, resumed.config, output, checkpoint, console};
  tell(job, fit_and_write(job, std::move(state), target.string()));
}

}  // namespace

int run_fit(int argc, const char* const* argv) {
  const CommandLine line = parse_command_line(
      {.name = "fit",
       .summary = "Reads a corpus, factorizes its TF-IDF matrix X = W H and writes the model.",
       .fits = true,
       .writes = true,
       .resumes = true},
      argc, argv);
  if (line.help) return 0;
  Console console(line.quiet);
  catch_interrupts(!line.quiet);
  line.resume ? go_on(line, console) : start(line, console);
  return 0;
}

}  // namespace nmf::app
