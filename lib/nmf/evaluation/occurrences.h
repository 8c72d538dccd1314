#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/progress.h"
#include "nmf/corpus/reader.h"
#include "nmf/evaluation/topic_terms.h"
#include "nmf/evaluation/window_counter.h"
#include "nmf/text/options.h"

namespace nmf {

/// gensim's window sizes, in tokens.
inline constexpr std::int64_t kWindowOfUciAndNpmi = 10;
inline constexpr std::int64_t kWindowOfV = 110;

/// How often the terms of topics and the pairs of them occur in a corpus.
struct Occurrences {
  WindowCounts documents;              ///< each document is one window
  std::optional<WindowCounts> of_10;   ///< kWindowOfUciAndNpmi; none: the corpus has no order
  std::optional<WindowCounts> of_110;  ///< kWindowOfV; likewise
  std::int64_t tokens = 0;             ///< of the corpus, stop words left out
  std::string corpus_sha256;           ///< as Tfidf::corpus_sha256
};

/// Counts over a corpus of text, which is read once from front to back; what is kept grows with the
/// topics, not with the corpus.
///
/// Tokens are those of scikit-learn's build_analyzer with these options: lower-cased, without stop
/// words, stemmed, n-grams behind their words; what min_df, max_df, max_features and a fixed
/// vocabulary would leave out is a token too.
/// Throws what reading throws; ConfigError for options out of range; DeviceError if the counts of
/// all pairs do not fit the memory; EmptyCorpus without a document.
/// \param threads  as nmf::vectorize; never shows in the result
Occurrences count_occurrences(DocumentReader& documents, const TopicTerms& topics,
                              const VectorizerOptions& options,
                              const ProgressCallback& progress = {}, int threads = 0);

/// Counts over the rows of X, each of them one window. A stored value, whatever it is, says that
/// the document has the term. \param term_of  [V] which of the pairs' terms a column is; below 0:
/// none
WindowCounts count_rows(const CsrMatrix<double>& X, const TopicPairs& pairs,
                        std::span<const std::int32_t> term_of);

/// Counts over a corpus that is a matrix, whose documents have no order: documents alone, as
/// count_rows has them.
Occurrences count_occurrences(const MatrixCorpus& corpus, const TopicTerms& topics,
                              const VectorizerOptions& options);

}  // namespace nmf
