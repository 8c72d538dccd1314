#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "aten_threads.h"
#include "command_line.h"
#include "commands.h"
#include "console.h"
#include "empty_topics.h"
#include "fit_device.h"
#include "interrupt.h"
#include "k_list.h"
#include "nmf/config/config.h"
#include "nmf/core/output_file.h"
#include "nmf/core/plural.h"
#include "nmf/evaluation/recommend.h"
#include "nmf/evaluation/select.h"
#include "nmf/evaluation/select_files.h"
#include "nmf/evaluation/sweep_state.h"
#include "nmf/model/json_text.h"
#include "not_converged.h"
#include "output_place.h"
#include "read_corpus.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

const std::vector<std::string> kFiles = {"select.json", "select.csv"};

SelectOptions select_options(const CommandLine& line) {
  if (!line.k_list)
    throw UsageError("nmf select needs --k with the numbers of components to try: --k 5,10,20");
  SelectOptions options;
  options.k = parse_k_list(*line.k_list);
  if (line.seeds) {
    const std::string& text = *line.seeds;
    // Beyond 64 bits it stays 0, which is out of range too.
    options.seeds = 0;
    std::from_chars(text.data(), text.data() + text.size(), options.seeds);
    constexpr std::int64_t kMost = 1000;
    if (options.seeds < 1 || options.seeds > kMost)
      throw ConfigError(fmt::format("--seeds {}: expected an integer from 1 to {}", text, kMost));
  }
  return options;
}

/// All that a fit depends on but X and n_components.
std::string settings_of(const Config& config) {
  nlohmann::ordered_json factorization = to_json(config)["factorization"];
  factorization.erase("n_components");
  return factorization.dump();
}

std::vector<Candidate> sweep(const CsrMatrix<double>& X, const SelectOptions& options,
                             const Config& config, const std::string& device, SweepState& state,
                             Console& console) {
  const auto report = [&](const SweepProgress& now) {
    console.show(now);
    return interrupt_signal() == 0;
  };
  if (state.found() > 0)
    console.note(fmt::format("going on where an earlier run stopped: {} of its fits are kept in {}",
                             state.found(), state.directory().string()));
  const auto threads = static_cast<int>(config.runtime.threads);
  set_aten_threads(config.factorization.solver, threads);
  auto candidates =
      sweep_components(X, options, config.factorization, device, threads, &state, report);
  console.clear();
  return candidates;
}

nlohmann::ordered_json full_json(const std::vector<Candidate>& candidates,
                                 const Recommendation& recommendation, const SelectOptions& options,
                                 const CorpusRead& corpus, const Config& config,
                                 const std::string& device) {
  nlohmann::ordered_json json = select_json(candidates, recommendation, options);
  json["device"] = device;
  json["corpus_path"] = corpus.source.path;
  json["corpus_sha256"] = corpus.tfidf.corpus_sha256;
  json["shapes"] = {{"X", {corpus.tfidf.X.rows, corpus.tfidf.X.columns}}};
  json["config"] = to_json(config);
  json["config"]["factorization"].erase("n_components");  // each candidate has its own
  json["config"]["runtime"].erase("threads");             // never shows in a result
  return json;
}

/// Figures of fits that were not finished mislead.
void note_not_converged(const std::vector<Candidate>& candidates,
                        const FactorizationOptions& options, Console& console) {
  std::vector<FitEnd> ends;
  for (const Candidate& candidate : candidates)
    for (const FitScores& fit : candidate.fits) ends.push_back({fit.n_iter, fit.converged});
  for (const std::string& note : not_converged_notes(ends, options)) console.note(note);
}

/// Of the least K that has some: why they are empty, larger ones repeat.
void note_empty_topics(const std::vector<Candidate>& candidates, const CsrMatrix<double>& X,
                       FactorizationOptions options, Console& console) {
  for (const Candidate& candidate : candidates) {
    std::int64_t most = 0;
    for (const FitScores& fit : candidate.fits) most = std::max(most, fit.empty_topics);
    options.n_components = candidate.k;
    const auto note = empty_topics_note(most, options, X.rows, X.columns);
    if (!note) continue;
    console.note(fmt::format("note: K = {}: {}", candidate.k, *note));
    return;
  }
}

}  // namespace

int run_select(int argc, const char* const* argv) {
  const CommandLine line = parse_command_line(
      {.name = "select",
       .summary = "Fits one corpus with several numbers of components and recommends one.",
       .fits = true,
       .writes = true,
       .sweeps = true,
       .unused = {{"factorization.n_components", "give the numbers to try by --k, e.g. --k 5:50:5"},
                  {"output.log_every", "leave it out: progress is shown on a terminal"},
                  {"output.show", "leave it out: the table is always printed"},
                  {"output.checkpoint_every", "leave it out: every finished fit is kept"}}},
      argc, argv);
  if (line.help) return 0;
  const SelectOptions options = select_options(line);
  Config config = load_config(line.config, line.overrides, Purpose::fit);
  if (!config.output.directory) throw UsageError("nmf select needs --output DIR");
  validate(options, config.factorization);

  Console console(line.quiet);
  catch_interrupts(!line.quiet);
  const std::string device = fit_device(config);
  OutputDirectory output = output_directory(*config.output.directory, with_input(kFiles));
  const CorpusRead corpus = read_corpus(config, console);
  const CsrMatrix<double>& X = corpus.tfidf.X;
  SweepState state(output.target(), sweep_key(X, options.held_out, settings_of(config), device));
  try {
    const std::vector<Candidate> candidates = sweep(X, options, config, device, state, console);
    const Recommendation recommendation = recommend(candidates);
    output.fill([&](const std::filesystem::path& directory) {
      write_file(directory / "select.csv", select_csv(candidates));
      write_file(directory / "select.json",
                 json_text(full_json(candidates, recommendation, options, corpus, config, device)));
      write_input(directory, corpus.tfidf.report, corpus.source);
    });
    if (interrupt_signal() != 0) throw Interrupted();
    output.commit();
    state.remove();
    console.result(select_text(candidates, recommendation));
    note_empty_topics(candidates, X, config.factorization, console);
    note_not_converged(candidates, config.factorization, console);
  } catch (const Interrupted&) {
    console.clear();
    if (state.kept() == 0) throw;
    print_error(
        fmt::format("nmf: interrupted; {} kept in {}: the same command goes on from there\n",
                    plural(state.kept(), "fit"), state.directory().string()));
    return 128 + interrupt_signal();
  }
  console.note(fmt::format("table and figures: {}", output.target().string()));
  return 0;
}

}  // namespace nmf::app
