#include "nmf/text/fitted_vectorizer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "nmf/core/ordered_deliveries.h"
#include "nmf/core/parallel.h"
#include "nmf/text/document_stream.h"
#include "nmf/text/finished_weights.h"
#include "nmf/text/term_counter.h"
#include "nmf/text/weighting.h"

namespace nmf {
namespace {

using detail::TermCount;

VectorizerOptions with_vocabulary(VectorizerOptions options, std::vector<std::string> vocabulary) {
  options.stop_words = {};
  options.extra_stop_words = {};
  options.min_df = std::int64_t{1};
  options.max_df = 1.0;
  options.max_features = {};
  options.vocabulary = {{}, std::move(vocabulary)};
  return options;
}

/// Appends the counts of a document by rising column, and what they add up to.
/// \param counts    of one document, reordered
/// \param reserved  numbers of terms that are no columns, the first ones
void append_row(std::vector<TermCount>& counts, std::int32_t reserved,
                const std::vector<double>& idf, WeighedRows& rows) {
  std::sort(counts.begin(), counts.end(),
            [](const TermCount& a, const TermCount& b) { return a.term < b.term; });
  std::int64_t known = 0;
  for (const TermCount& count : counts) {
    const std::int32_t column = count.term - reserved;
    if (std::isinf(idf[static_cast<std::size_t>(column)])) continue;
    rows.X.column.push_back(column);
    rows.X.value.push_back(count.count);
    known += count.count;
  }
  ++rows.X.rows;
  rows.X.row_start.push_back(rows.X.stored());
  rows.known.push_back(known);
}

/// What one thread has for itself.
struct Worker {
  detail::TermCounter counter;
  std::vector<TermCount> counts;
};

WeighedRows count_block(std::span<Document> documents, const DocumentReader& reader,
                        const std::vector<double>& idf, Worker& worker) {
  WeighedRows rows;
  rows.X.columns = std::ssize(idf);
  for (Document& document : documents) {
    reader.finish(document);
    worker.counts.clear();
    rows.terms.push_back(worker.counter.count(document.text, worker.counts).terms);
    append_row(worker.counts, worker.counter.reserved(), idf, rows);
    rows.bytes += std::ssize(document.text);
    rows.documents.push_back(std::move(document.name));
  }
  return rows;
}

}  // namespace

FittedVectorizer::FittedVectorizer(VectorizerOptions options, std::vector<std::string> vocabulary,
                                   std::vector<double> idf, std::vector<std::string> stop_words)
    : options_(with_vocabulary(std::move(options), std::move(vocabulary))),
      idf_(std::move(idf)),
      stop_words_(std::move(stop_words)) {
  if (idf_.size() != options_.vocabulary->terms.size())
    throw std::invalid_argument("FittedVectorizer: vocabulary and idf differ in length");
  validate(options_);
  std::sort(stop_words_.begin(), stop_words_.end());
}

void FittedVectorizer::transform(DocumentReader& reader, const Use& use, const char* stage,
                                 const ProgressCallback& progress, int threads) const {
  const int team = team_size(threads);
  const detail::KnownWords words = {stop_words_, &*options_.vocabulary};
  std::vector<std::optional<Worker>> workers(static_cast<std::size_t>(team));
  // Each is made by its own thread: a table of all terms takes its time.
  const auto ready = [&](int i) -> Worker& {
    std::optional<Worker>& worker = workers[static_cast<std::size_t>(i)];
    if (!worker) worker = Worker{detail::TermCounter(options_, words), {}};
    return *worker;
  };
  OrderedDeliveries deliveries(team);
  detail::stream_documents(reader, team, progress,
                           {stage, [&](int slot) { deliveries.begin(slot); },
                            [&](int worker, int slot, std::span<Document> documents) {
                              deliveries.run(slot, [&] {
                                WeighedRows rows =
                                    count_block(documents, reader, idf_, ready(worker));
                                weigh(rows.X);
                                return use(std::move(rows));
                              });
                            }});
  deliveries.finish();
}

WeighedRows FittedVectorizer::transform(MatrixCorpus corpus) const {
  detail::check_matrix(corpus);
  std::unordered_map<std::string_view, std::int32_t> column_of;
  for (std::size_t v = 0; v < idf_.size(); ++v)
    column_of.emplace(options_.vocabulary->terms[v], static_cast<std::int32_t>(v));
  constexpr std::int32_t kUnknown = -1, kStop = -2;
  std::vector<std::int32_t> to;  // of each column of the corpus
  for (const std::string& term : corpus.vocabulary) {
    const auto found = column_of.find(term);
    const bool stop =
        !corpus.weights && std::binary_search(stop_words_.begin(), stop_words_.end(), term);
    to.push_back(stop ? kStop : found == column_of.end() ? kUnknown : found->second);
  }
  WeighedRows rows;
  rows.X.columns = std::ssize(idf_);
  std::vector<std::pair<std::int32_t, double>> entries;
  for (std::size_t r = 0; r < static_cast<std::size_t>(corpus.X.rows); ++r) {
    double all = 0, known = 0;
    entries.clear();
    for (auto i = static_cast<std::size_t>(corpus.X.row_start[r]);
         i < static_cast<std::size_t>(corpus.X.row_start[r + 1]); ++i) {
      const std::int32_t column = to[static_cast<std::size_t>(corpus.X.column[i])];
      if (column == kStop) continue;
      const double occurrences = corpus.weights ? 1 : corpus.X.value[i];
      all += occurrences;
      if (column == kUnknown || std::isinf(idf_[static_cast<std::size_t>(column)])) continue;
      known += occurrences;
      entries.emplace_back(column, corpus.X.value[i]);
    }
    std::sort(entries.begin(), entries.end());
    for (const auto& [column, value] : entries) {
      rows.X.column.push_back(column);
      rows.X.value.push_back(value);
    }
    ++rows.X.rows;
    rows.X.row_start.push_back(rows.X.stored());
    rows.terms.push_back(static_cast<std::int64_t>(all));
    rows.known.push_back(static_cast<std::int64_t>(known));
  }
  rows.documents = std::move(corpus.documents);
  if (!corpus.weights) weigh(rows.X);
  return rows;
}

void FittedVectorizer::weigh(CsrMatrix<double>& counts) const {
  detail::weigh(counts, idf_, options_, Threads(1));
}

}  // namespace nmf
