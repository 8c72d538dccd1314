#include "nmf/text/finished_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/text/matrix_report.h"

namespace nmf::detail {
namespace {

/// Sums of counts up to here are exact in a double and fit 64 bits.
constexpr double kLargestSum = 9007199254740992.0;  // 2^53

[[noreturn]] void refuse(const MatrixCorpus& corpus, const char* what) {
  throw IoError(fmt::format("the corpus of {} is malformed: {}",
                            corpus.weights ? "weights" : "counts", what));
}

void check_rows(const MatrixCorpus& corpus) {
  const CsrMatrix<double>& X = corpus.X;
  const auto rows = static_cast<std::size_t>(std::max<std::int64_t>(X.rows, 0));
  if (X.rows < 0 || X.row_start.size() != rows + 1 || X.row_start.front() != 0 ||
      !std::is_sorted(X.row_start.begin(), X.row_start.end()) || X.row_start.back() != X.stored() ||
      X.column.size() != X.value.size()) {
    refuse(corpus, "the rows do not fit the stored values");
  }
  if (corpus.documents.size() != rows) refuse(corpus, "documents and rows differ in number");
  if (static_cast<std::int64_t>(corpus.vocabulary.size()) != X.columns) {
    refuse(corpus, "terms and columns differ in number");
  }
  for (std::size_t r = 0; r < rows; ++r) {
    std::int64_t last = -1;
    for (auto i = static_cast<std::size_t>(X.row_start[r]);
         i < static_cast<std::size_t>(X.row_start[r + 1]); ++i) {
      if (X.column[i] <= last || X.column[i] >= X.columns) {
        refuse(corpus, "the columns of a row do not rise within the vocabulary");
      }
      last = X.column[i];
    }
  }
}

void check_counts(const MatrixCorpus& corpus) {
  double sum = 0;
  for (const double count : corpus.X.value) {
    if (!(count >= 1)) refuse(corpus, "a stored count is below 1");
    if (count != std::floor(count)) refuse(corpus, "a stored count is no whole number");
    sum += count;
  }
  if (!(sum < kLargestSum)) refuse(corpus, "the counts add up to 2^53 or more");
}

void check_weights(const MatrixCorpus& corpus) {
  for (const double weight : corpus.X.value) {
    if (!std::isfinite(weight) || weight <= 0) {
      refuse(corpus, "a stored weight is not finite and above 0");
    }
  }
}

}  // namespace

void check_matrix(const MatrixCorpus& corpus) {
  check_rows(corpus);
  if (corpus.weights) {
    check_weights(corpus);
  } else {
    check_counts(corpus);
  }
}

Tfidf take_weights(MatrixCorpus corpus) {
  if (corpus.X.stored() == 0) {
    throw IoError(
        fmt::format("the corpus of weights has no stored value (documents read: {}); choose a "
                    "corpus that has some",
                    corpus.X.rows));
  }
  Tfidf result;
  result.report.documents = report_rows(corpus.X, {});
  result.X = std::move(corpus.X);
  result.idf.assign(static_cast<std::size_t>(result.X.columns), 1.0);
  result.document_frequency.assign(static_cast<std::size_t>(result.X.columns), 0);
  for (const std::int32_t column : result.X.column)
    ++result.document_frequency[static_cast<std::size_t>(column)];
  result.term_frequency = result.document_frequency;
  for (std::size_t r = 0; r < static_cast<std::size_t>(result.X.rows); ++r)
    result.document_length.push_back(result.X.row_start[r + 1] - result.X.row_start[r]);
  result.vocabulary = std::move(corpus.vocabulary);
  result.documents = std::move(corpus.documents);
  result.corpus_sha256 = std::move(corpus.sha256);
  result.report.vocabulary.found = result.report.vocabulary.kept = result.X.columns;
  return result;
}

}  // namespace nmf::detail
