#include "read_corpus.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <utility>

#include "interrupt.h"
#include "nmf/corpus/reader.h"

namespace nmf::app {
namespace {

/// What `corpus.values: auto` found decides which keys have a meaning.
Tfidf vectorize_matrix(Config config, const CorpusOptions& corpus,
                       const ProgressCallback& progress) {
  MatrixCorpus matrix = read_matrix(corpus, progress);
  if (matrix.weights) config.corpus.values = MatrixValues::weights;
  check_format_conflicts(config, corpus.format);
  return vectorize(std::move(matrix), config.vectorizer);
}

}  // namespace

Tfidf read_corpus(const Config& config, Console& console) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const ProgressCallback progress = [&](const Progress& now) {
    console.show(now);
    return interrupt_signal() == 0;
  };
  CorpusOptions corpus = config.corpus;
  corpus.format = resolve_format(corpus);
  check_format_conflicts(config, corpus.format);
  Tfidf tfidf = holds_matrix(corpus.format)
                    ? vectorize_matrix(config, corpus, progress)
                    : vectorize(*open_documents(corpus, progress), config.vectorizer, progress);
  console.clear();
  console.note(fmt::format("{}: {} documents, {} terms, {} stored values, in {:.2f} s",
                           std::filesystem::path(corpus.path).lexically_normal().string(),
                           tfidf.X.rows, tfidf.X.columns, tfidf.X.stored(),
                           std::chrono::duration<double>(Clock::now() - start).count()));
  return tfidf;
}

}  // namespace nmf::app
