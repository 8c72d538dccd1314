#pragma once

#include <cstdint>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/text/options.h"

namespace nmf::detail {

/// Inverse document frequency of each term; all 1 without use_idf.
///
/// \param document_frequency  [V]
/// \param rows                D
/// \return [V] ln((1 + D) / (1 + df)) + 1, or ln(D / df) + 1 without smooth_idf: infinite for a
/// term
///         of a fixed vocabulary that occurs nowhere
/// Throws: ConfigError if another term that occurs nowhere, which min_df 0.0 keeps in a corpus of
/// counts, would get an infinite idf.
/// Source: scikit-learn, TfidfTransformer.fit.
std::vector<double> inverse_document_frequency(const std::vector<std::int64_t>& document_frequency,
                                               std::int64_t rows, const VectorizerOptions& options);

/// Turns counts into weights, in place: binary, sublinear_tf, idf, norm, in this order.
/// Source: scikit-learn, TfidfTransformer.transform.
void weigh(CsrMatrix<double>& counts, const std::vector<double>& idf,
           const VectorizerOptions& options, const Threads& threads);

}  // namespace nmf::detail
