#include "nmf/text/term_counts.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "nmf/core/block_stream.h"
#include "nmf/core/sha256.h"
#include "nmf/corpus/corpus_hash.h"

namespace nmf::detail {
namespace {

constexpr std::size_t kBytesPerBlock = std::size_t{1} << 18U;
constexpr std::size_t kDocumentsPerBlock = 4096;
constexpr std::int64_t kDocumentsPerReport = 256;

/// What counting a block of documents gives.
struct Result {
  CountedBlock rows;
  int worker = 0;
  std::vector<DocumentName> names;
  std::vector<Sha256Digest> digests;  // of the texts
  DocumentReport report;
};

/// Documents on their way from the reader to a counter. Their strings are used again and again.
struct Slot {
  std::vector<Document> documents;
  std::size_t used = 0;
  Result* result = nullptr;
};

/// Fills a slot; false where the reader has come to its end and nothing was put in.
bool fill(Slot& slot, DocumentReader& reader, std::int64_t& documents,
          const ProgressCallback& progress) {
  slot.used = 0;
  for (std::size_t bytes = 0; bytes < kBytesPerBlock && slot.used < kDocumentsPerBlock;) {
    if (slot.used == slot.documents.size()) slot.documents.emplace_back();
    Document& document = slot.documents[slot.used];
    document.damaged = false;
    if (!reader.next(document)) break;
    ++slot.used;
    bytes += document.text.size();
    // A reader that does not know how many there are tells how far it has come itself.
    if (++documents % kDocumentsPerReport == 0 && reader.size() > 0)
      report_progress(progress, {"vectorizing", documents, reader.size(), "documents"});
  }
  return slot.used > 0;
}

void count_block(Slot& slot, const DocumentReader& reader, TermCounter& counter) {
  Result& result = *slot.result;
  DocumentReport& report = result.report;
  for (std::size_t i = 0; i < slot.used; ++i) {
    Document& document = slot.documents[i];
    reader.finish(document);
    const std::size_t before = result.rows.counts.size();
    const TokenTally tally = counter.count(document.text, result.rows.counts);
    result.rows.row_size.push_back(static_cast<std::uint32_t>(result.rows.counts.size() - before));
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
  result.rows.counts.shrink_to_fit();
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
  const Sha256Digest empty = sha256("");
  std::vector<Sha256Digest> digests;
  for (const Result& result : results) {
    std::copy_if(result.digests.begin(), result.digests.end(), std::back_inserter(digests),
                 [&](const Sha256Digest& digest) { return digest != empty; });
  }
  std::sort(digests.begin(), digests.end());
  const auto distinct = std::unique(digests.begin(), digests.end());
  return digests.end() - distinct;
}

std::vector<TermCounter> counters(int threads, const KnownWords& words,
                                  const VectorizerOptions& options) {
  std::vector<TermCounter> all;
  all.reserve(static_cast<std::size_t>(threads));
  for (int i = 0; i < threads; ++i) all.emplace_back(options, words);
  return all;
}

/// Brings the terms of all counters into the first one's table; the numbers in it of each counter's
/// terms.
std::vector<std::vector<std::int32_t>> unite(std::vector<TermCounter>& counters) {
  std::vector<std::vector<std::int32_t>> number(counters.size());
  for (std::size_t c = 1; c < counters.size(); ++c) {
    TermTable& terms = counters[c].terms();
    number[c].reserve(static_cast<std::size_t>(terms.size()));
    for (std::int32_t id = 0; id < terms.size(); ++id)
      number[c].push_back(counters[0].terms().intern(terms.term(id)));
    terms = TermTable();
  }
  return number;
}

}  // namespace

TermCounts count_terms(DocumentReader& reader, const KnownWords& words,
                       const VectorizerOptions& options, const ProgressCallback& progress,
                       const Threads& threads) {
  std::vector<TermCounter> workers = counters(threads.count(), words, options);
  std::vector<Slot> slots(static_cast<std::size_t>(block_slots(threads.count())));
  std::deque<Result> results;  // in the order of the documents
  std::int64_t documents = 0;
  stream_blocks(threads.count(), {[&](int s) {
                                    Slot& slot = slots[static_cast<std::size_t>(s)];
                                    if (!fill(slot, reader, documents, progress)) return false;
                                    slot.result = &results.emplace_back();
                                    return true;
                                  },
                                  [&](int worker, int s) {
                                    Slot& slot = slots[static_cast<std::size_t>(s)];
                                    slot.result->worker = worker;
                                    count_block(slot, reader,
                                                workers[static_cast<std::size_t>(worker)]);
                                  }});
  slots.clear();
  report_progress(progress, {"vectorizing", documents, reader.size(), "documents"});

  TermCounts all;
  all.reserved = workers[0].reserved();
  const auto number = unite(workers);
  all.terms = std::move(workers[0].terms());
  threads.for_each_block(std::ssize(results), [&](std::int64_t b) {
    Result& result = results[static_cast<std::size_t>(b)];
    if (result.worker == 0) return;
    const auto& to = number[static_cast<std::size_t>(result.worker)];
    for (TermCount& count : result.rows.counts)
      count.term = to[static_cast<std::size_t>(count.term)];
  });

  CorpusHash hash;
  const std::int64_t duplicates = count_duplicates(results);
  for (Result& result : results) {
    for (std::size_t i = 0; i < result.names.size(); ++i) {
      hash.add(result.names[i].id, result.digests[i]);
      all.documents.push_back(std::move(result.names[i]));
    }
    append(all.report, std::move(result.report));
    all.blocks.push_back(std::move(result.rows));
  }
  all.report.duplicates = duplicates;
  all.corpus_sha256 = hash.hex();
  return all;
}

}  // namespace nmf::detail
