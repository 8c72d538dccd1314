#include "nmf/text/vectorizer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "nmf/text/counted.h"
#include "nmf/text/counted_blocks.h"
#include "nmf/text/finished_weights.h"
#include "nmf/text/matrix_report.h"
#include "nmf/text/stop_word_check.h"
#include "nmf/text/stop_words.h"
#include "nmf/text/term_counts.h"

namespace nmf {
namespace {

/// scikit-learn's warning: a list that is tokenized otherwise than the documents leaves out less
/// than it seems to.
void warn_of_stop_words(const std::vector<std::string>& stop_words,
                        const VectorizerOptions& options, std::vector<std::string>& warnings) {
  constexpr std::ptrdiff_t kMostNamed = 20;
  const std::vector<std::string> missing = detail::inconsistent_stop_words(stop_words, options);
  if (missing.empty()) return;
  const auto shown = missing.begin() + std::min(kMostNamed, std::ssize(missing));
  warnings.push_back(fmt::format(
      "the stop words do not fit the tokens: taken apart as documents are, they give {}{}, which "
      "are none of them; add these to vectorizer.extra_stop_words",
      fmt::join(missing.begin(), shown, ", "), shown == missing.end() ? "" : ", ..."));
}

}  // namespace

Tfidf vectorize(DocumentReader& documents, const VectorizerOptions& options,
                const ProgressCallback& progress, int threads) {
  validate(options);
  const Threads team(threads);
  const detail::KnownWords words{resolve_stop_words(options),
                                 options.vocabulary ? &*options.vocabulary : nullptr};
  detail::TermCounts corpus = detail::count_terms(documents, words, options, progress, team);

  detail::Counted counted;
  counted.rows = corpus.report.documents;
  counted.totals = std::move(corpus.totals);
  for (std::int32_t id = corpus.reserved; id < corpus.terms.size(); ++id)
    counted.candidates.push_back(id);
  counted.stop_tokens = corpus.report.stop_tokens;
  counted.term = [&](std::int32_t column) { return corpus.terms.term(column); };
  counted.prune = counted.order_by_term = !options.vocabulary;
  counted.select = [&](const std::vector<std::int32_t>& columns) {
    return detail::to_matrix(std::move(corpus.blocks), corpus.terms.size(), columns, team);
  };

  Tfidf result = detail::weigh_counted(counted, options, team);
  result.documents = std::move(corpus.documents);
  result.stop_words = words.stop_words;
  result.corpus_sha256 = std::move(corpus.corpus_sha256);
  result.report.documents = std::move(corpus.report);
  warn_of_stop_words(words.stop_words, options, result.report.warnings);
  return result;
}

Tfidf vectorize(MatrixCorpus corpus, const VectorizerOptions& options) {
  validate(options);
  detail::check_matrix(corpus);
  if (corpus.weights) return detail::take_weights(std::move(corpus));
  std::vector<std::string> stop_words = resolve_stop_words(options);

  detail::Counted counted;
  std::vector<bool> stops(corpus.vocabulary.size());
  for (std::size_t v = 0; v < stops.size(); ++v) {
    stops[v] = std::binary_search(stop_words.begin(), stop_words.end(), corpus.vocabulary[v]);
    if (!stops[v]) counted.candidates.push_back(static_cast<std::int32_t>(v));
  }
  DocumentReport report = detail::report_rows(corpus.X, stops);
  counted.stop_tokens = report.stop_tokens;
  counted.rows = corpus.X.rows;
  counted.totals = detail::column_totals(corpus.X);
  counted.select = [&](const std::vector<std::int32_t>& columns) {
    return detail::select_columns(std::move(corpus.X), columns);
  };
  counted.term = [&](std::int32_t column) {
    return std::string_view(corpus.vocabulary[static_cast<std::size_t>(column)]);
  };
  counted.order_by_term = false;

  Tfidf result = detail::weigh_counted(counted, options, Threads(1));
  result.documents = std::move(corpus.documents);
  result.stop_words = std::move(stop_words);
  result.corpus_sha256 = std::move(corpus.sha256);
  result.report.documents = std::move(report);
  return result;
}

}  // namespace nmf
