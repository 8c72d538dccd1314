#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/parallel.h"
#include "nmf/text/options.h"

namespace nmf::detail {

/// Which columns of a matrix of counts stay, and what became of the others.
struct ColumnChoice {
  std::vector<std::int32_t> columns;     ///< the columns that stay, in their final order
  std::int64_t below_min_df = 0;         ///< left out by vectorizer.min_df
  std::int64_t above_max_df = 0;         ///< left out by vectorizer.max_df
  std::int64_t beyond_max_features = 0;  ///< left out by vectorizer.max_features
};

/// How often each column's term occurs.
struct ColumnTotals {
  std::vector<std::int64_t> occurrences;  ///< [columns]
  std::vector<std::int64_t> documents;    ///< [columns]
};
ColumnTotals column_totals(const CsrMatrix<double>& counts);

/// Prunes by min_df and max_df, then brings the columns into order, then prunes by max_features.
///
/// \param candidates  the columns to choose from
/// \param rows        D
/// \param sort        brings columns into their final order, by which ties of max_features go too
/// Throws: IoError if max_df comes to fewer documents than min_df.
/// Source: scikit-learn, CountVectorizer.fit_transform and _limit_features.
ColumnChoice choose_columns(const ColumnTotals& totals, std::vector<std::int32_t> candidates,
                            std::int64_t rows, const VectorizerOptions& options,
                            const std::function<void(std::vector<std::int32_t>&)>& sort);

/// Sorts `columns` by their terms' code points; `term` gives a column's term.
void sort_by_term(std::vector<std::int32_t>& columns,
                  const std::function<std::string_view(std::int32_t)>& term,
                  const Threads& threads);

/// Where each of `count` columns goes if `columns` are chosen, in that order; -1: left out.
std::vector<std::int32_t> new_columns(const std::vector<std::int32_t>& columns, std::size_t count);

/// The columns of `counts` that `columns` names, in that order, rising within each row. In place:
/// no second matrix is held.
CsrMatrix<double> select_columns(CsrMatrix<double> counts,
                                 const std::vector<std::int32_t>& columns);

}  // namespace nmf::detail
