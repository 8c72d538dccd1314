#include "nmf/corpus/matrix_corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/plural.h"
#include "nmf/corpus/corpus_hash.h"
#include "nmf/corpus/matrix_values.h"
#include "nmf/corpus/vocabulary_file.h"

namespace nmf::detail {
namespace {

bool hold_weights(const std::string& where, const std::vector<double>& values, MatrixValues said) {
  if (said != MatrixValues::automatic) return said == MatrixValues::weights;
  const auto whole = [](double value) { return value == std::floor(value); };
  if (!std::all_of(values.begin(), values.end(), whole)) return true;
  // Whole numbers are counts; one that is none is no reason to take all of them for weights.
  const auto beyond = std::find_if_not(values.begin(), values.end(), is_count);
  if (beyond != values.end())
    throw IoError(fmt::format("{}: {}", where, *fault_of(*beyond, MatrixValues::counts)));
  return false;
}

/// All that is derived from counts is a sum of some of them: exact if that of all is.
void check_sum(const std::string& where, const std::vector<double>& values, bool weights) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  if (weights && sum <= std::numeric_limits<double>::max()) return;
  if (!weights && sum < static_cast<double>(kMaxCount)) return;
  throw IoError(fmt::format("{}: the values add up to {}, expected {}", where, sum,
                            weights ? "a finite number" : fmt::format("less than {}", kMaxCount)));
}

}  // namespace

std::string canonical(std::span<const std::int32_t> columns, std::span<const double> values) {
  std::string text;
  const auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (is_count(values[i])) {
      fmt::format_to(out, "{}:{} ", columns[i], static_cast<std::int64_t>(values[i]));
    } else {
      fmt::format_to(out, "{}:{} ", columns[i], values[i]);
    }
  }
  return text;
}

std::vector<std::string> required_vocabulary(const CorpusOptions& options,
                                             std::string_view format) {
  if (options.vocabulary.empty()) {
    throw ConfigError(
        fmt::format("corpus.vocabulary: not given, but corpus.format: {} needs it: the path of "
                    "the terms, one a line",
                    format));
  }
  return read_vocabulary(options.vocabulary);
}

void check_vocabulary(const std::string& where, std::int64_t columns,
                      const std::string& vocabulary_path, std::size_t terms) {
  if (columns == static_cast<std::int64_t>(terms)) return;
  throw IoError(
      fmt::format("{}: has {}, but {} has {}; is it the right corpus.vocabulary, and "
                  "are the documents the rows?",
                  where, plural(columns, "column"), vocabulary_path,
                  plural(static_cast<std::int64_t>(terms), "term")));
}

MatrixCorpus make_matrix_corpus(const std::string& where, CsrMatrix<double> X,
                                std::vector<std::string> vocabulary, MatrixValues values) {
  if (X.rows == 0) throw IoError(where + ": has no document");
  MatrixCorpus corpus;
  corpus.X = std::move(X);
  corpus.weights = hold_weights(where, corpus.X.value, values);
  check_sum(where, corpus.X.value, corpus.weights);
  corpus.vocabulary = std::move(vocabulary);
  CorpusHash hash;
  for (std::size_t r = 0; r < static_cast<std::size_t>(corpus.X.rows); ++r) {
    const auto begin = static_cast<std::size_t>(corpus.X.row_start[r]);
    const std::size_t count = static_cast<std::size_t>(corpus.X.row_start[r + 1]) - begin;
    corpus.documents.push_back({std::to_string(r), ""});
    hash.add(corpus.documents.back().id,
             canonical(std::span(corpus.X.column).subspan(begin, count),
                       std::span(corpus.X.value).subspan(begin, count)));
  }
  corpus.sha256 = hash.hex();
  return corpus;
}

}  // namespace nmf::detail
