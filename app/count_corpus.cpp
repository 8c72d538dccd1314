#include "count_corpus.h"

#include <fmt/format.h>

#include <chrono>

#include "nmf/core/plural.h"
#include "read_corpus.h"

namespace nmf::app {
namespace {

Occurrences count(Config& config, const TopicTerms& topics, Console& console) try {
  const ProgressCallback progress = progress_on(console);
  if (holds_matrix(config.corpus.format))
    return count_occurrences(read_settled_matrix(config, progress, console), topics,
                             config.vectorizer);
  return count_occurrences(*open_documents(config.corpus, progress), topics, config.vectorizer,
                           progress, static_cast<int>(config.runtime.threads));
} catch (const EmptyCorpus& error) {
  throw IoError(source_name(config.corpus.path) + ": " + error.what());
}

}  // namespace

Occurrences count_corpus(Config& config, const TopicTerms& topics, Console& console) {
  using Clock = std::chrono::steady_clock;
  settle_format(config, console);
  const auto start = Clock::now();
  Occurrences counts = count(config, topics, console);
  console.clear();
  console.note(fmt::format("{}: {}, {}, {} of {}, in {:.2f} s", source_name(config.corpus.path),
                           plural(counts.documents.windows, "document"),
                           plural(counts.tokens, "token"), plural(std::ssize(topics.terms), "term"),
                           plural(std::ssize(topics.topics), "topic"),
                           std::chrono::duration<double>(Clock::now() - start).count()));
  return counts;
}

}  // namespace nmf::app
