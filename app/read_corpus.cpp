#include "read_corpus.h"

#include <fmt/format.h>

#include <chrono>

#include "interrupt.h"
#include "nmf/core/output_file.h"
#include "nmf/core/plural.h"
#include "nmf/corpus/reader.h"

namespace nmf::app {
namespace {

constexpr const char* kInputFile = "input.json";

/// Sets corpus.values to what was found, and says it where that was left open.
void tell_values(Config& config, bool weights, Console& console) {
  if (config.corpus.format != CorpusFormat::mtx && config.corpus.format != CorpusFormat::npz)
    return;
  if (config.corpus.values == MatrixValues::automatic) {
    console.note(fmt::format("{}: values taken as {}", config.corpus.path,
                             weights ? "finished weights, as not all are whole numbers"
                                     : "counts, as all are whole numbers"));
  }
  config.corpus.values = weights ? MatrixValues::weights : MatrixValues::counts;
}

std::string path_of(const std::string& path) {
  return path == "-" ? path : std::filesystem::absolute(path).lexically_normal().string();
}

void note(const Tfidf& tfidf, const InputSource& source, Console& console) {
  const auto bytes = static_cast<double>(tfidf.report.documents.bytes);
  const std::string rate =
      bytes > 0 ? fmt::format(" ({:.1f} MB/s)", bytes / 1e6 / source.seconds) : "";
  console.note(fmt::format("{}: {}, {}, {}, in {:.2f} s{}", source_name(source.path),
                           plural(tfidf.X.rows, "document"), plural(tfidf.X.columns, "term"),
                           plural(tfidf.X.stored(), "stored value"), source.seconds, rate));
  for (const std::string& text : input_notes(tfidf.report)) console.note(text);
}

Tfidf read_tfidf(Config& config, const ProgressCallback& progress, Console& console) try {
  if (holds_matrix(config.corpus.format))
    return vectorize(read_settled_matrix(config, progress, console), config.vectorizer);
  return vectorize(*open_documents(config.corpus, progress), config.vectorizer, progress,
                   static_cast<int>(config.runtime.threads));
} catch (const EmptyCorpus& error) {
  throw IoError(source_name(config.corpus.path) + ": " + error.what());
}

}  // namespace

ProgressCallback progress_on(Console& console) {
  return [&console](const Progress& now) {
    console.show(now);
    return interrupt_signal() == 0;
  };
}

void settle_format(Config& config, Console& console) {
  const bool automatic = config.corpus.format == CorpusFormat::automatic;
  const FormatChoice choice = choose_format(config.corpus);
  config.corpus.format = choice.format;
  check_format_conflicts(config, config.corpus.format);
  if (automatic) console.note(fmt::format("{}: {}", config.corpus.path, choice.reason));
}

MatrixCorpus read_settled_matrix(Config& config, const ProgressCallback& progress,
                                 Console& console) {
  MatrixCorpus corpus = read_matrix(config.corpus, progress);
  tell_values(config, corpus.weights, console);
  check_format_conflicts(config, config.corpus.format);
  return corpus;
}

std::string source_name(const std::string& path) { return path == "-" ? "standard input" : path; }

CorpusRead read_corpus(Config& config, Console& console) {
  using Clock = std::chrono::steady_clock;
  settle_format(config, console);
  const auto start = Clock::now();
  Tfidf tfidf = read_tfidf(config, progress_on(console), console);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  CorpusRead corpus{
      std::move(tfidf),
      {path_of(config.corpus.path), std::string(format_name(config.corpus.format)), seconds}};
  console.clear();
  note(corpus.tfidf, corpus.source, console);
  return corpus;
}

std::vector<std::string> with_input(std::vector<std::string> files) {
  files.emplace_back(kInputFile);
  return files;
}

void write_input(const std::filesystem::path& directory, const InputReport& report,
                 const InputSource& source) {
  write_file(directory / kInputFile, input_json(report, source));
}

}  // namespace nmf::app
