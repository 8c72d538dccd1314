#include "nmf/text/counted.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/text/column_choice.h"
#include "nmf/text/weighting.h"

namespace nmf::detail {
namespace {

std::string empty_vocabulary(const Counted& counted) {
  return fmt::format("the vocabulary is empty (documents read: {}): ", counted.rows);
}

void check_has_terms(const Counted& counted) {
  if (!counted.candidates.empty()) return;
  if (counted.rows == 0) {
    throw EmptyCorpus(empty_vocabulary(counted) + "choose a corpus that has documents");
  }
  if (counted.stop_tokens == 0) {
    throw EmptyCorpus(
        empty_vocabulary(counted) +
        "none has a token (see vectorizer.analyzer and vectorizer.token_pattern); choose a "
        "corpus with text");
  }
  throw EmptyCorpus(fmt::format(
      "{}they hold only stop words (tokens: {}); drop words from vectorizer.stop_words or "
      "vectorizer.extra_stop_words",
      empty_vocabulary(counted), counted.stop_tokens));
}

void check_not_empty(const ColumnChoice& choice, const Counted& counted,
                     const VectorizerOptions& options) {
  if (!choice.columns.empty()) return;
  throw EmptyCorpus(fmt::format(
      "{}of the terms found, {} in all, vectorizer.min_df ({}) left out {} and vectorizer.max_df "
      "({}) left out {}; lower min_df or raise max_df",
      empty_vocabulary(counted), counted.candidates.size(), to_string(options.min_df),
      choice.below_min_df, to_string(options.max_df), choice.above_max_df));
}

/// An infinite idf comes of a fixed vocabulary alone; see inverse_document_frequency.
void warn_of_infinite_idf(const std::vector<double>& idf, std::vector<std::string>& warnings) {
  const auto infinite =
      std::count_if(idf.begin(), idf.end(), [](double x) { return std::isinf(x); });
  if (infinite == 0) return;
  warnings.push_back(fmt::format(
      "{} of the {} terms of vectorizer.vocabulary {} in no document and {} an infinite idf, as in "
      "scikit-learn; set vectorizer.smooth_idf: true",
      infinite, idf.size(), infinite == 1 ? "occurs" : "occur", infinite == 1 ? "has" : "have"));
}

std::vector<std::int64_t> row_sums(const CsrMatrix<double>& counts, const Threads& threads) {
  std::vector<std::int64_t> sums(static_cast<std::size_t>(counts.rows));
  threads.for_each_range(counts.rows, 1024, [&](std::int64_t begin, std::int64_t end) {
    for (auto r = static_cast<std::size_t>(begin); r < static_cast<std::size_t>(end); ++r) {
      for (auto i = static_cast<std::size_t>(counts.row_start[r]);
           i < static_cast<std::size_t>(counts.row_start[r + 1]); ++i) {
        sums[r] += static_cast<std::int64_t>(counts.value[i]);
      }
    }
  });
  return sums;
}

/// The names and frequencies of the columns that stay.
void describe_columns(const Counted& counted, const std::vector<std::int32_t>& columns,
                      const Threads& threads, Tfidf& result) {
  result.vocabulary.resize(columns.size());
  result.term_frequency.resize(columns.size());
  result.document_frequency.resize(columns.size());
  // By rising old column, in which order the terms lie in memory.
  const auto new_column = new_columns(columns, counted.totals.documents.size());
  threads.for_each_range(std::ssize(new_column), 4096, [&](std::int64_t begin, std::int64_t end) {
    for (auto c = static_cast<std::size_t>(begin); c < static_cast<std::size_t>(end); ++c) {
      if (const std::size_t soon = c + 12; soon < new_column.size() && new_column[soon] >= 0)
        __builtin_prefetch(&result.vocabulary[static_cast<std::size_t>(new_column[soon])], 1);
      if (new_column[c] < 0) continue;
      const auto v = static_cast<std::size_t>(new_column[c]);
      result.vocabulary[v] = counted.term(static_cast<std::int32_t>(c));
      result.term_frequency[v] = counted.totals.occurrences[c];
      result.document_frequency[v] = counted.totals.documents[c];
    }
  });
}

}  // namespace

Tfidf weigh_counted(const Counted& counted, const VectorizerOptions& options,
                    const Threads& threads) {
  ColumnChoice choice;
  if (counted.prune) {
    check_has_terms(counted);
    choice = choose_columns(counted.totals, counted.candidates, counted.rows, options,
                            [&](auto& columns) {
                              if (counted.order_by_term)
                                sort_by_term(columns, counted.term, threads);
                            });
    check_not_empty(choice, counted, options);
  } else if (counted.rows == 0) {
    throw EmptyCorpus("the corpus has no documents; choose one that has");
  } else {
    choice.columns = counted.candidates;
  }

  Tfidf result;
  describe_columns(counted, choice.columns, threads, result);
  VocabularyReport& report = result.report.vocabulary;
  report = {std::ssize(counted.candidates), choice.below_min_df, choice.above_max_df,
            choice.beyond_max_features, std::ssize(choice.columns)};
  result.X = counted.select(choice.columns);
  result.document_length = row_sums(result.X, threads);
  result.idf = inverse_document_frequency(result.document_frequency, result.X.rows, options);
  warn_of_infinite_idf(result.idf, result.report.warnings);
  weigh(result.X, result.idf, options, threads);
  return result;
}

}  // namespace nmf::detail
