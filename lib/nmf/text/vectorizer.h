#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/progress.h"
#include "nmf/corpus/reader.h"
#include "nmf/text/input_report.h"
#include "nmf/text/options.h"

namespace nmf {

/// Everything that reading a corpus once gives.
struct Tfidf {
  CsrMatrix<double> X;                  ///< [D, V]
  std::vector<std::string> vocabulary;  ///< [V], UTF-8; for text in code-point order
  std::vector<double> idf;              ///< [V]; all 1 without use_idf
  std::vector<DocumentName> documents;  ///< [D]
  std::vector<std::int64_t>
      document_length;  ///< [D] tokens of the document that are in the vocabulary
  std::vector<std::int64_t> term_frequency;      ///< [V] occurrences in the corpus
  std::vector<std::int64_t> document_frequency;  ///< [V] documents with the term
  std::vector<std::string> stop_words;           ///< the words left out, in code-point order
  std::string corpus_sha256;  ///< of ids and texts (values) as read, lower-case hex
  InputReport report;         ///< what was found, left out and noticed on the way
};

/// Vocabulary and TF-IDF of a corpus of text, equal to TfidfVectorizer.fit_transform.
///
/// Throws IoError if no term is left (says how many were pruned by what), ConfigError for options
/// out of range or in conflict.
/// Source: scikit-learn 1.9, sklearn/feature_extraction/text.py.
/// \param threads  including the caller's, which reads; 0: as many as the machine has; the result
/// is
///                 the same for any number
Tfidf vectorize(DocumentReader& documents, const VectorizerOptions& options = {},
                const ProgressCallback& progress = {}, int threads = 0);

/// The same from word counts, as TfidfTransformer: terms keep the order of the corpus.
/// Stop words and pruning drop columns; what concerns text alone has no meaning here. Finished
/// weights stay as they are; each stored one then counts as one occurrence.
Tfidf vectorize(MatrixCorpus corpus, const VectorizerOptions& options = {});

}  // namespace nmf
