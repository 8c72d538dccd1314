#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/progress.h"
#include "nmf/corpus/reader.h"
#include "nmf/text/options.h"

namespace nmf {

/// Documents as rows of X, by a vocabulary and an idf that came from others.
struct WeighedRows {
  CsrMatrix<double> X;                  ///< [documents, V]
  std::vector<DocumentName> documents;  ///< [documents]
  /// [documents] occurrences of terms, those that the vocabulary does not have included; stop words
  /// are none.
  std::vector<std::int64_t> terms;
  std::vector<std::int64_t> known;  ///< [documents] of these the ones that it has
  std::int64_t bytes = 0;           ///< of the texts; 0 for a matrix
};

/// What a vectorizer learnt from a corpus, as TfidfVectorizer after fit: `transform` for other
/// documents.
///
/// A term whose idf is infinite (a fixed vocabulary without smooth_idf, the term in no document of
/// the fit) has no weight: it counts as one that the vocabulary does not have.
class FittedVectorizer {
 public:
  /// \param options     their vocabulary, pruning and stop words are left aside
  /// \param vocabulary  [V] distinct
  /// \param idf         [V]
  /// \param stop_words  left out, in any order
  /// Throws ConfigError for options that are out of range, std::invalid_argument where vocabulary
  /// and idf differ in length.
  FittedVectorizer(VectorizerOptions options, std::vector<std::string> vocabulary,
                   std::vector<double> idf, std::vector<std::string> stop_words);

  /// Called for some documents after the others, by any thread and for several at once; what it
  /// returns is called on the calling thread, in the order of the documents.
  using Use = std::function<std::function<void()>(WeighedRows rows)>;

  /// Reads `reader` to its end. Of a corpus of any size only some blocks are in memory.
  /// \param stage    of the progress
  /// \param threads  including the calling one, which reads; 0: as many as the machine has
  void transform(DocumentReader& reader, const Use& use, const char* stage,
                 const ProgressCallback& progress = {}, int threads = 0) const;

  /// Word counts whose columns are matched by their terms; or finished weights, which stay as they
  /// are, each stored one counting as one occurrence.
  /// Throws IoError for a matrix that breaks its promises.
  [[nodiscard]] WeighedRows transform(MatrixCorpus corpus) const;

 private:
  void weigh(CsrMatrix<double>& counts) const;

  VectorizerOptions options_;  // with the vocabulary
  std::vector<double> idf_;
  std::vector<std::string> stop_words_;  // in code-point order
};

}  // namespace nmf
