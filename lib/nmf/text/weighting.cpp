#include "nmf/text/weighting.h"

#include <cmath>
#include <limits>
#include <span>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

void normalize(std::span<double> row, Norm norm) {
  double length = 0;
  switch (norm) {
    case Norm::none:
      return;
    case Norm::l1:
      for (const double x : row) length += std::fabs(x);
      break;
    case Norm::l2:
      for (const double x : row) length += x * x;
      length = std::sqrt(length);
      break;
  }
  // No row of weights is zero: tf and idf are at least 1.
  for (double& x : row) x /= length;
}

}  // namespace

std::vector<double> inverse_document_frequency(const std::vector<std::int64_t>& document_frequency,
                                               std::int64_t rows,
                                               const VectorizerOptions& options) {
  std::vector<double> idf(document_frequency.size(), 1.0);
  if (!options.use_idf) return idf;
  const std::int64_t smoothing = options.smooth_idf ? 1 : 0;
  for (std::size_t v = 0; v < idf.size(); ++v) {
    const std::int64_t df = document_frequency[v] + smoothing;
    if (df == 0 && options.vocabulary) {
      idf[v] = std::numeric_limits<double>::infinity();
      continue;
    }
    if (df == 0) {
      throw ConfigError(
          "vectorizer.smooth_idf: got false, but the vocabulary has a term that occurs in no "
          "document, whose idf would be infinite; set smooth_idf to true or min_df to 1");
    }
    idf[v] = std::log(static_cast<double>(rows + smoothing) / static_cast<double>(df)) + 1.0;
  }
  return idf;
}

void weigh(CsrMatrix<double>& counts, const std::vector<double>& idf,
           const VectorizerOptions& options, const Threads& threads) {
  constexpr std::int64_t kRowsPerBlock = 256;
  threads.for_each_range(counts.rows, kRowsPerBlock, [&](std::int64_t begin, std::int64_t end) {
    for (auto r = static_cast<std::size_t>(begin); r < static_cast<std::size_t>(end); ++r) {
      const auto first = static_cast<std::size_t>(counts.row_start[r]);
      const auto last = static_cast<std::size_t>(counts.row_start[r + 1]);
      for (std::size_t i = first; i < last; ++i) {
        double& x = counts.value[i];
        if (options.binary) x = 1.0;
        if (options.sublinear_tf) x = std::log(x) + 1.0;
        x *= idf[static_cast<std::size_t>(counts.column[i])];
      }
      normalize(std::span(counts.value).subspan(first, last - first), options.norm);
    }
  });
}

}  // namespace nmf::detail
