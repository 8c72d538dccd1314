#include "nmf/text/term_counts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <functional>
#include <span>
#include <utility>

#include "nmf/core/block_stream.h"
#include "nmf/core/sha256.h"
#include "nmf/corpus/corpus_hash.h"
#include "nmf/text/document_stream.h"

namespace nmf::detail {
namespace {

/// What counting a block of documents gives.
struct Result {
  CountedBlock rows;
  int worker = 0;
  std::vector<DocumentName> names;
  std::vector<Sha256Digest> digests;  // of the texts
  DocumentReport report;
};

/// What one thread has for itself.
struct Worker {
  TermCounter counter;
  std::vector<TermCount> counts;  // of the block at hand
  ArrayPool pool;                 // where they go
  ColumnTotals totals;            // of counter's terms
};

void add_totals(const std::vector<TermCount>& counts, std::int32_t terms, ColumnTotals& totals) {
  totals.occurrences.resize(static_cast<std::size_t>(terms));
  totals.documents.resize(static_cast<std::size_t>(terms));
  for (const TermCount& count : counts) {
    const auto term = static_cast<std::size_t>(count.term);
    totals.occurrences[term] += count.count;
    ++totals.documents[term];
  }
}

void count_block(std::span<Document> documents, const DocumentReader& reader, Worker& worker,
                 Result& result) {
  DocumentReport& report = result.report;
  worker.counts.clear();
  result.rows.row_size.reserve(documents.size());
  result.digests.reserve(documents.size());
  result.names.reserve(documents.size());
  for (Document& document : documents) {
    reader.finish(document);
    const std::size_t before = worker.counts.size();
    const TokenTally tally = worker.counter.count(document.text, worker.counts);
    result.rows.row_size.push_back(static_cast<std::uint32_t>(worker.counts.size() - before));
    result.digests.push_back(sha256(document.text));

    const auto bytes = static_cast<std::int64_t>(document.text.size());
    ++report.documents;
    report.bytes += bytes;
    report.longest = std::max(report.longest, bytes);
    report.tokens += tally.tokens;
    report.stop_tokens += tally.stop_tokens;
    report.empty += tally.tokens == 0 ? 1 : 0;
    report.only_stop_words += tally.tokens > 0 && tally.tokens == tally.stop_tokens ? 1 : 0;
    if (document.damaged) {
      ++report.damaged;
      if (report.damaged_at.size() < DocumentReport::kMostNamed)
        report.damaged_at.push_back(document.where);
    }
    result.names.push_back(std::move(document.name));
  }
  add_totals(worker.counts, worker.counter.terms().size(), worker.totals);
  result.rows.counts = worker.pool.copy(worker.counts);
}

void append(DocumentReport& all, DocumentReport&& part) {
  all.documents += part.documents;
  all.bytes += part.bytes;
  all.longest = std::max(all.longest, part.longest);
  all.tokens += part.tokens;
  all.stop_tokens += part.stop_tokens;
  all.empty += part.empty;
  all.only_stop_words += part.only_stop_words;
  all.damaged += part.damaged;
  for (std::string& where : part.damaged_at) {
    if (all.damaged_at.size() < DocumentReport::kMostNamed)
      all.damaged_at.push_back(std::move(where));
  }
}

/// Texts that are not empty and came before.
std::int64_t count_duplicates(const std::deque<Result>& results) {
  // Most comparisons end with the first eight bytes.
  struct Key {
    std::uint64_t head = 0;
    const Sha256Digest* digest = nullptr;
  };
  const Sha256Digest empty = sha256("");
  std::vector<Key> keys;
  for (const Result& result : results) {
    for (const Sha256Digest& digest : result.digests) {
      if (digest == empty) continue;
      keys.push_back({0, &digest});
      std::memcpy(&keys.back().head, digest.data(), sizeof keys.back().head);
    }
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return a.head != b.head ? a.head < b.head : *a.digest < *b.digest;
  });
  const auto distinct = std::unique(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return a.head == b.head && *a.digest == *b.digest;
  });
  return keys.end() - distinct;
}

std::vector<Worker> make_workers(int threads, const KnownWords& words,
                                 const VectorizerOptions& options) {
  std::vector<Worker> all;
  all.reserve(static_cast<std::size_t>(threads));
  for (int i = 0; i < threads; ++i) all.push_back({TermCounter(options, words), {}, {}, {}});
  return all;
}

/// Brings the terms of a counter into `all`; the numbers in it of the counter's terms.
std::vector<std::int32_t> bring_terms(const TermTable& terms, TermTable& all) {
  std::vector<std::int32_t> number;
  number.reserve(static_cast<std::size_t>(terms.size()));
  // A few at once, so that the look-ups wait for memory together.
  std::array<TermTable::Key, 16> keys;
  for (std::int32_t first = 0; first < terms.size();) {
    const auto count = std::min(std::ssize(keys), std::ptrdiff_t{terms.size() - first});
    for (std::int32_t i = 0; i < count; ++i) {
      keys[static_cast<std::size_t>(i)] = all.key_of(terms, first + i);
      all.prefetch(keys[static_cast<std::size_t>(i)]);
    }
    for (std::int32_t i = 0; i < count; ++i, ++first)
      number.push_back(all.slot(keys[static_cast<std::size_t>(i)], terms.term(first)).id);
  }
  return number;
}

/// Unites all workers' terms and totals in the first one's; the numbers there of each one's terms.
std::vector<std::vector<std::int32_t>> unite(std::vector<Worker>& workers) {
  std::vector<std::vector<std::int32_t>> number(workers.size());
  TermTable& terms = workers[0].counter.terms();
  ColumnTotals& totals = workers[0].totals;
  add_totals({}, terms.size(), totals);
  for (std::size_t w = 1; w < workers.size(); ++w) {
    number[w] = bring_terms(workers[w].counter.terms(), terms);
    workers[w].counter.terms() = TermTable();
    add_totals({}, terms.size(), totals);
    const ColumnTotals part = std::move(workers[w].totals);
    for (std::size_t i = 0; i < part.documents.size(); ++i) {
      const auto to = static_cast<std::size_t>(number[w][i]);
      totals.occurrences[to] += part.occurrences[i];
      totals.documents[to] += part.documents[i];
    }
  }
  return number;
}

/// The documents' names, the hash of them all and the report, but for duplicates.
void gather_documents(std::deque<Result>& results, TermCounts& all) {
  CorpusHash hash;
  std::size_t documents = 0;
  for (const Result& result : results) documents += result.names.size();
  all.documents.reserve(documents);
  for (Result& result : results) {
    for (std::size_t i = 0; i < result.names.size(); ++i) {
      hash.add(result.names[i].id, result.digests[i]);
      all.documents.push_back(std::move(result.names[i]));
    }
    append(all.report, std::move(result.report));
  }
  all.corpus_sha256 = hash.hex();
}

}  // namespace

TermCounts count_terms(DocumentReader& reader, const KnownWords& words,
                       const VectorizerOptions& options, const ProgressCallback& progress,
                       const Threads& threads) {
  std::vector<Worker> workers = make_workers(threads.count(), words, options);
  std::deque<Result> results;  // in the order of the documents
  std::vector<Result*> result_of(static_cast<std::size_t>(block_slots(threads.count())));  // a slot
  const auto at = [](int i) { return static_cast<std::size_t>(i); };
  stream_documents(reader, threads.count(), progress,
                   {"vectorizing", [&](int slot) { result_of[at(slot)] = &results.emplace_back(); },
                    [&](int worker, int slot, std::span<Document> documents) {
                      Result& result = *result_of[at(slot)];
                      result.worker = worker;
                      count_block(documents, reader, workers[at(worker)], result);
                    }});

  TermCounts all;
  std::vector<std::vector<std::int32_t>> number;
  std::int64_t duplicates = 0;
  const std::array<std::function<void()>, 3> parts = {
      [&] { number = unite(workers); }, [&] { gather_documents(results, all); },
      [&] { duplicates = count_duplicates(results); }};
  threads.for_each_block(std::ssize(parts),
                         [&](std::int64_t part) { parts[static_cast<std::size_t>(part)](); });
  all.report.duplicates = duplicates;
  all.reserved = workers[0].counter.reserved();
  all.terms = std::move(workers[0].counter.terms());
  all.totals = std::move(workers[0].totals);
  threads.for_each_block(std::ssize(results), [&](std::int64_t b) {
    Result& result = results[static_cast<std::size_t>(b)];
    if (result.worker == 0) return;
    const auto& to = number[static_cast<std::size_t>(result.worker)];
    for (TermCount& count : result.rows.counts)
      count.term = to[static_cast<std::size_t>(count.term)];
  });
  for (Result& result : results) all.blocks.push_back(std::move(result.rows));
  return all;
}

}  // namespace nmf::detail
