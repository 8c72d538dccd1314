#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <utility>

#include "arguments.h"
#include "command_line.h"
#include "commands.h"
#include "console.h"
#include "interrupt.h"
#include "model_corpus.h"
#include "new_corpus.h"
#include "nmf/config/config.h"
#include "nmf/core/error.h"
#include "nmf/core/plural.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/reader.h"
#include "nmf/model/load_model.h"
#include "nmf/model/transform.h"
#include "nmf/model/transformed_file.h"
#include "output_place.h"
#include "read_corpus.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

/// What the command line of `nmf transform` asks for.
struct Wanted {
  std::string model, input, output;
  std::vector<Override> overrides;
  int threads = 0;
  bool quiet = false;
};

/// Every row is solved on the CPU, for the same bits everywhere.
void check_device(const std::optional<std::string>& device) {
  if (!device || *device == "auto" || *device == "cpu") return;
  if (device->starts_with("cuda")) {
    throw DeviceError(fmt::format(
        "--device {}: nmf transform works on the CPU, where a document's weights are the same bits "
        "everywhere; leave it out",
        *device));
  }
  throw UsageError(fmt::format("--device: got {}, expected auto or cpu", quote(*device)));
}

/// Nothing where the help was printed.
std::optional<Wanted> parse(int argc, const char* const* argv) {
  Arguments arguments(
      "transform",
      "Finds the topic weights of new documents by the model's own vocabulary, loss and "
      "penalties.\n"
      "INPUT is a corpus as of corpus.path, or - for standard input. It is read with the options "
      "of\n"
      "the model's corpus where both are of a kind; its format is told by its name and content.\n"
      "FILE.npy holds the weights alone, FILE.csv and FILE.jsonl also id, unknown_share (terms "
      "that\n"
      "the vocabulary does not have), residual (||x - w H|| / ||x||) and flag (empty, unknown, "
      "poor:\n"
      "residual above the 99th percentile of the training documents, or ok).",
      "MODEL INPUT");
  arguments.option("output", "The weights: .npy, .csv or .jsonl", "FILE");
  arguments.repeated("set", "One key of the section corpus, its value in YAML; may be repeated",
                     "KEY=VALUE");
  arguments.option("device", "auto or cpu", "DEVICE");
  arguments.work_options();
  if (!arguments.parse(argc, argv)) return std::nullopt;
  Wanted wanted;
  const std::vector<std::string> paths = arguments.positionals(2);
  wanted.model = paths[0];
  wanted.input = paths[1];
  const std::optional<std::string> output = arguments.text("output");
  if (!output) throw UsageError("nmf transform needs --output FILE");
  wanted.output = *output;
  for (const std::string& text : arguments.texts("set"))
    wanted.overrides.push_back(split_set(text));
  check_device(arguments.text("device"));
  wanted.threads = arguments.threads();
  wanted.quiet = arguments.quiet();
  return wanted;
}

/// Finished weights are the vectorizer's business no more: both sides must have them.
void check_values(const Config& recorded, const CorpusOptions& corpus, bool weights,
                  Console& console) {
  const bool expected = recorded.corpus.values == MatrixValues::weights;
  if (weights == expected) return;
  if (weights) {
    console.note(fmt::format(
        "{}: taken as finished weights, which must come from the model's own vocabulary and idf",
        source_name(corpus.path)));
    return;
  }
  throw IoError(fmt::format(
      "{}: the model was fitted on finished weights, so that it can't weigh {}; give it "
      "an mtx or npz of weights",
      source_name(corpus.path), holds_matrix(corpus.format) ? "counts" : "text"));
}

TransformSource source_of(const Config& recorded, const CorpusOptions& corpus,
                          const Transformer& transformer, const ProgressCallback& progress,
                          Console& console) {
  return [&](const Transformer::Use& use) {
    if (holds_matrix(corpus.format)) {
      MatrixCorpus matrix = read_matrix(corpus, progress);
      check_values(recorded, corpus, matrix.weights, console);
      use(transformer.transform(std::move(matrix)))();
    } else {
      check_values(recorded, corpus, false, console);
      transformer.transform(*open_documents(corpus, progress), use, progress);
    }
  };
}

void note(const TransformCounts& counts, const Wanted& wanted, double seconds, Console& console) {
  const std::string rate =
      counts.bytes > 0
          ? fmt::format(" ({:.1f} MB/s)", static_cast<double>(counts.bytes) / 1e6 / seconds)
          : "";
  console.note(fmt::format("{}: {} in {:.3f} s{}", source_name(wanted.input),
                           plural(counts.documents, "document"), seconds, rate));
  if (counts.empty + counts.unknown + counts.poor > 0) {
    console.note(fmt::format(
        "note: {} without a term (empty), {} without one that the model knows (unknown), {} "
        "explained worse than 99 % of the training documents (poor)",
        plural(counts.empty, "document"), counts.unknown, counts.poor));
  }
  console.note(fmt::format("weights: {}", wanted.output));
}

}  // namespace

int run_transform(int argc, const char* const* argv) {
  using Clock = std::chrono::steady_clock;
  const std::optional<Wanted> wanted = parse(argc, argv);
  if (!wanted) return 0;
  Console console(wanted->quiet);
  catch_interrupts(!wanted->quiet);
  check_outside_models(wanted->output);
  check_transformed_file(wanted->output);
  const Model model = load_model(wanted->model);
  const Config recorded = model_config(model);
  const Config config = new_corpus(model, recorded, wanted->input, wanted->overrides, console);
  const auto start = Clock::now();
  const Transformer transformer(model, recorded.vectorizer, recorded.factorization,
                                wanted->threads);
  const ProgressCallback progress = progress_on(console);
  TransformCounts counts;
  try {
    counts = write_transformed(wanted->output, model.H.size(0), recorded.factorization.dtype,
                               source_of(recorded, config.corpus, transformer, progress, console));
  } catch (const EmptyCorpus& error) {
    throw IoError(source_name(wanted->input) + ": " + error.what());
  }
  console.clear();
  note(counts, *wanted, std::chrono::duration<double>(Clock::now() - start).count(), console);
  return 0;
}

}  // namespace nmf::app
