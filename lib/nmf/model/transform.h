#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "nmf/core/progress.h"
#include "nmf/factorization/options.h"
#include "nmf/factorization/row_solver.h"
#include "nmf/model/load_model.h"
#include "nmf/text/fitted_vectorizer.h"

namespace nmf {

enum class DocumentFlag {
  ok,
  empty,    ///< no term at all; stop words are none
  unknown,  ///< no term that the vocabulary has
  poor      ///< residual above the 99th percentile of the training documents
};
/// As files have it.
std::string_view flag_name(DocumentFlag flag);

/// New documents in the topics of a model.
struct TransformedRows {
  std::vector<DocumentName> documents;
  at::Tensor W;                       ///< [documents, K], of the model's dtype, on the CPU
  std::vector<double> unknown_share;  ///< of a document's terms, in [0, 1]; 0 where it has none
  std::vector<double> residual;       ///< ||x - w H|| / ||x||; 0 where x is 0
  std::vector<DocumentFlag> flag;
  std::int64_t bytes = 0;  ///< of the texts; 0 for a matrix
};

/// Finds the topic weights of new documents: their X by the model's vocabulary and idf, then W for
/// the model's H, each row at the optimum of the model's own loss and penalties (RowObjective).
///
/// A document's weights depend on nothing but itself, to the bit: not on the documents beside it,
/// nor on threads. The training documents of a fit on the CPU by hals, mu or scd get its own W.
class Transformer {
 public:
  /// \param vectorizer     the model's, as config_from_json(model.config) has it
  /// \param factorization  likewise
  /// \param threads        0: as many as the machine has
  Transformer(const Model& model, const VectorizerOptions& vectorizer,
              const FactorizationOptions& factorization, int threads = 0);

  /// What to do with some documents: called by any thread, for several at once; what it returns is
  /// called on the calling thread, in the order of the documents.
  using Use = std::function<std::function<void()>(TransformedRows rows)>;

  /// Reads `reader` to its end, some blocks of documents at a time.
  /// Throws IoError for a document whose weights are too large for the model's dtype.
  void transform(DocumentReader& reader, const Use& use,
                 const ProgressCallback& progress = {}) const;

  /// Counts, whose columns are matched by their terms, or finished weights.
  [[nodiscard]] TransformedRows transform(MatrixCorpus corpus) const;

 private:
  [[nodiscard]] TransformedRows solved(WeighedRows rows, SolvedRows weights) const;

  FittedVectorizer vectorizer_;
  int threads_;
  std::unique_ptr<RowSolver> solver_;
  double poor_;  // the residual above which a document is
};

}  // namespace nmf
