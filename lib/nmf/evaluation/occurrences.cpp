#include "nmf/evaluation/occurrences.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "nmf/core/available_memory.h"
#include "nmf/core/block_stream.h"
#include "nmf/core/parallel.h"
#include "nmf/evaluation/ordered_corpus_hash.h"
#include "nmf/text/document_stream.h"
#include "nmf/text/finished_weights.h"
#include "nmf/text/stop_words.h"
#include "nmf/text/term_finder.h"

namespace nmf {
namespace {

constexpr const char* kNoDocuments = "the corpus has no documents; choose one that has";

/// \param counters  that hold the counts of all pairs at once
void check_memory(const TopicPairs& pairs, int counters) {
  const double needed = 8.0 * static_cast<double>(pairs.pairs()) * counters;
  const double free = available_memory();
  if (needed <= free) return;
  throw DeviceError(
      fmt::format("the counts of {} pairs of terms take {:.3g} GB, {:.3g} GB are free; score fewer "
                  "terms a topic (--top)",
                  pairs.pairs(), needed / 1e9, free / 1e9));
}

/// What one thread has for itself.
struct Worker {
  detail::TermFinder finder;
  WindowCounter documents, of_10, of_110;
  std::vector<detail::TermPlace> places = {};  // in the document at hand
  std::int64_t tokens = 0;

  void count(std::string_view text) {
    const std::int64_t length = finder.find(text, places);
    tokens += length;
    documents.add(length, places);
    of_10.add(length, places);
    of_110.add(length, places);
  }
};

/// Reads the corpus to its end. Returns its hash.
std::string count_all(DocumentReader& reader, std::deque<Worker>& workers,
                      const ProgressCallback& progress) {
  const auto threads = static_cast<int>(workers.size());
  const auto at = [](int i) { return static_cast<std::size_t>(i); };
  std::vector<std::int64_t> number_of(at(block_slots(threads)));  // of the block in a slot
  std::int64_t blocks = 0;
  OrderedCorpusHash hash;
  const auto use = [&](int worker, int slot, std::span<Document> documents) {
    OrderedCorpusHash::Block block;
    block.reserve(documents.size());
    for (Document& document : documents) {
      reader.finish(document);
      workers[at(worker)].count(document.text);
      block.emplace_back(std::move(document.name.id), sha256(document.text));
    }
    hash.add(number_of[at(slot)], std::move(block));
  };
  detail::stream_documents(reader, threads, progress,
                           {"counting", [&](int slot) { number_of[at(slot)] = blocks++; }, use});
  return hash.hex();
}

/// The sum of what the workers counted with one of their counters, whole numbers in any order.
WindowCounts sum(const std::deque<Worker>& workers, WindowCounter Worker::*counter) {
  WindowCounts all = (workers.front().*counter).counts();
  for (std::size_t w = 1; w < workers.size(); ++w) all.add((workers[w].*counter).counts());
  return all;
}

constexpr std::int32_t kNone = -1, kStopWord = -2;

/// The number among the topics' terms of each column; kNone, or kStopWord for one that is left out.
std::vector<std::int32_t> terms_of_columns(const MatrixCorpus& corpus, const TopicTerms& topics,
                                           const VectorizerOptions& options) {
  // Finished weights leave the vectorizer out, its stop words too.
  const auto stop_words = corpus.weights ? std::vector<std::string>() : resolve_stop_words(options);
  std::unordered_map<std::string_view, std::int32_t> number_of;
  for (std::size_t i = 0; i < topics.terms.size(); ++i)
    number_of.emplace(topics.terms[i], static_cast<std::int32_t>(i));
  std::vector<std::int32_t> term_of;
  term_of.reserve(corpus.vocabulary.size());
  for (const std::string& term : corpus.vocabulary) {
    const auto number = number_of.find(term);
    const bool stop = std::binary_search(stop_words.begin(), stop_words.end(), term);
    term_of.push_back(stop ? kStopWord : number == number_of.end() ? kNone : number->second);
  }
  return term_of;
}

}  // namespace

Occurrences count_occurrences(DocumentReader& documents, const TopicTerms& topics,
                              const VectorizerOptions& options, const ProgressCallback& progress,
                              int threads) {
  validate(options);
  const int team = team_size(threads);
  const TopicPairs pairs(topics);
  check_memory(pairs, 3 * team + 3);
  const std::vector<std::string> stop_words = resolve_stop_words(options);
  std::deque<Worker> workers;
  for (int i = 0; i < team; ++i) {
    workers.push_back({detail::TermFinder(options, stop_words, topics.terms),
                       WindowCounter(pairs, WindowCounter::kWholeDocument),
                       WindowCounter(pairs, kWindowOfUciAndNpmi),
                       WindowCounter(pairs, kWindowOfV)});
  }
  Occurrences all;
  all.corpus_sha256 = count_all(documents, workers, progress);
  all.documents = sum(workers, &Worker::documents);
  all.of_10 = sum(workers, &Worker::of_10);
  all.of_110 = sum(workers, &Worker::of_110);
  for (const Worker& worker : workers) all.tokens += worker.tokens;
  if (all.documents.windows == 0) throw EmptyCorpus(kNoDocuments);
  return all;
}

WindowCounts count_rows(const CsrMatrix<double>& X, const TopicPairs& pairs,
                        std::span<const std::int32_t> term_of) {
  WindowCounter counter(pairs, WindowCounter::kWholeDocument);
  std::vector<detail::TermPlace> places;
  for (std::size_t row = 0; row < static_cast<std::size_t>(X.rows); ++row) {
    places.clear();
    const std::int64_t begin = X.row_start[row], end = X.row_start[row + 1];
    for (std::int64_t i = begin; i < end; ++i) {
      const std::int32_t column = X.column[static_cast<std::size_t>(i)];
      const std::int32_t term = term_of[static_cast<std::size_t>(column)];
      if (term >= 0) places.push_back({i - begin, term});
    }
    counter.add(end - begin, places);
  }
  return counter.counts();
}

Occurrences count_occurrences(const MatrixCorpus& corpus, const TopicTerms& topics,
                              const VectorizerOptions& options) {
  validate(options);
  detail::check_matrix(corpus);
  if (corpus.X.rows == 0) throw EmptyCorpus(kNoDocuments);
  const TopicPairs pairs(topics);
  check_memory(pairs, 2);
  const std::vector<std::int32_t> term_of = terms_of_columns(corpus, topics, options);
  Occurrences all;
  all.documents = count_rows(corpus.X, pairs, term_of);
  for (std::size_t i = 0; i < corpus.X.column.size(); ++i) {
    if (term_of[static_cast<std::size_t>(corpus.X.column[i])] == kStopWord) continue;
    all.tokens += corpus.weights ? 1 : static_cast<std::int64_t>(corpus.X.value[i]);
  }
  all.corpus_sha256 = corpus.sha256;
  return all;
}

}  // namespace nmf
