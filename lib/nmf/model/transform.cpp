#include "nmf/model/transform.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/parallel.h"
#include "nmf/core/quote.h"

namespace nmf {
namespace {

DocumentFlag flag_of(std::int64_t terms, std::int64_t known, double residual, double poor) {
  if (terms == 0) return DocumentFlag::empty;
  if (known == 0) return DocumentFlag::unknown;
  return residual > poor ? DocumentFlag::poor : DocumentFlag::ok;
}

}  // namespace

std::string_view flag_name(DocumentFlag flag) {
  switch (flag) {
    case DocumentFlag::ok:
      return "ok";
    case DocumentFlag::empty:
      return "empty";
    case DocumentFlag::unknown:
      return "unknown";
    case DocumentFlag::poor:
      return "poor";
  }
  throw std::logic_error("unknown flag");
}

Transformer::Transformer(const Model& model, const VectorizerOptions& vectorizer,
                         const FactorizationOptions& factorization, int threads)
    : vectorizer_(vectorizer, model.vocabulary, model.idf, model.stop_words),
      threads_(threads),
      solver_(make_row_solver(
          model.H,
          row_objective(factorization, model.W.size(0), model.H.size(1), model.fit.residual),
          Threads(threads))),
      poor_(model.fit.residual_p99.value_or(std::numeric_limits<double>::infinity())) {}

void Transformer::transform(DocumentReader& reader, const Use& use,
                            const ProgressCallback& progress) const {
  vectorizer_.transform(
      reader,
      [&](WeighedRows rows) {
        SolvedRows weights = solver_->make_rows(rows.X.rows);
        solver_->solve(rows.X, 0, rows.X.rows, weights);
        return use(solved(std::move(rows), std::move(weights)));
      },
      "transforming", progress, threads_);
}

TransformedRows Transformer::transform(MatrixCorpus corpus) const {
  WeighedRows rows = vectorizer_.transform(std::move(corpus));
  SolvedRows weights = solve_rows(*solver_, rows.X, Threads(threads_));
  return solved(std::move(rows), std::move(weights));
}

TransformedRows Transformer::solved(WeighedRows rows, SolvedRows weights) const {
  TransformedRows result;
  for (std::size_t r = 0; r < rows.documents.size(); ++r) {
    const std::int64_t terms = rows.terms[r], known = rows.known[r];
    const double residual = weights.residual[r];
    if (!std::isfinite(residual)) {
      throw IoError(fmt::format(
          "document {}: its counts or weights are too large for the model's numbers; scale them "
          "down",
          quote(rows.documents[r].id)));
    }
    result.unknown_share.push_back(
        terms == 0 ? 0 : static_cast<double>(terms - known) / static_cast<double>(terms));
    result.flag.push_back(flag_of(terms, known, residual, poor_));
  }
  result.documents = std::move(rows.documents);
  result.W = std::move(weights.W);
  result.residual = std::move(weights.residual);
  result.bytes = rows.bytes;
  return result;
}

}  // namespace nmf
