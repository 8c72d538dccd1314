#include "nmf/text/vectorizer.h"

#include <algorithm>
#include <utility>

#include "nmf/text/counted.h"
#include "nmf/text/finished_weights.h"
#include "nmf/text/stop_words.h"
#include "nmf/text/term_counts.h"

namespace nmf {

Tfidf vectorize(DocumentReader& documents, const VectorizerOptions& options,
                const ProgressCallback& progress) {
  validate(options);
  std::vector<std::string> stop_words = resolve_stop_words(options);
  detail::TermCounts corpus = detail::count_terms(documents, stop_words, options, progress);

  detail::Counted counted;
  counted.counts = std::move(corpus.counts);
  for (std::int32_t id = corpus.stop_words; id < corpus.terms.size(); ++id) {
    counted.candidates.push_back(id);
  }
  counted.stop_tokens = corpus.stop_tokens;
  counted.term = [&](std::int32_t column) { return corpus.terms.term(column); };

  Tfidf result = detail::weigh_counted(std::move(counted), options);
  result.documents = std::move(corpus.documents);
  result.stop_words = std::move(stop_words);
  result.corpus_sha256 = std::move(corpus.corpus_sha256);
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
  for (std::size_t i = 0; i < corpus.X.value.size(); ++i) {
    if (stops[static_cast<std::size_t>(corpus.X.column[i])]) {
      counted.stop_tokens += static_cast<std::int64_t>(corpus.X.value[i]);
    }
  }
  counted.counts = std::move(corpus.X);
  counted.term = [&](std::int32_t column) {
    return std::string_view(corpus.vocabulary[static_cast<std::size_t>(column)]);
  };
  counted.order_by_term = false;

  Tfidf result = detail::weigh_counted(std::move(counted), options);
  result.documents = std::move(corpus.documents);
  result.stop_words = std::move(stop_words);
  result.corpus_sha256 = std::move(corpus.sha256);
  return result;
}

}  // namespace nmf
