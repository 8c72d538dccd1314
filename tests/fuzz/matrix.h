#pragma once

#include <algorithm>
#include <cmath>
#include <set>

#include "nmf/text/vectorizer.h"
#include "tests/fuzz/fuzz.h"

namespace nmf::fuzz {

/// The invariants of CsrMatrix, and that every value is finite.
inline void require_valid(const CsrMatrix<double>& X) {
  require(X.row_start.size() == static_cast<std::size_t>(X.rows) + 1,
          "one start a row and the end");
  require(X.row_start.front() == 0 && X.row_start.back() == X.stored(), "rows hold all values");
  require(std::is_sorted(X.row_start.begin(), X.row_start.end()), "row starts rise");
  require(X.column.size() == X.value.size(), "one column a value");
  for (std::size_t r = 1; r < X.row_start.size(); ++r) {
    std::int64_t last = -1;
    for (auto i = X.row_start[r - 1]; i < X.row_start[r]; ++i) {
      const std::int64_t column = X.column[static_cast<std::size_t>(i)];
      require(column > last && column < X.columns, "columns rise within the matrix");
      last = column;
    }
  }
  for (const double value : X.value) require(std::isfinite(value), "values are finite");
}

/// Reads a corpus that is a matrix, holds it against its contract and weighs it.
inline void read_matrix_corpus(const CorpusOptions& options) {
  MatrixCorpus corpus = read_matrix(options);
  require_valid(corpus.X);
  for (const double value : corpus.X.value) {
    require(corpus.weights ? value > 0 : value >= 1 && value == std::floor(value),
            "weights are > 0, counts whole numbers >= 1");
  }
  require(std::ssize(corpus.documents) == corpus.X.rows, "one name a row");
  require(std::ssize(corpus.vocabulary) == corpus.X.columns, "one term a column");
  const std::set<std::string> terms(corpus.vocabulary.begin(), corpus.vocabulary.end());
  require(terms.size() == corpus.vocabulary.size(), "terms are distinct");
  require_valid(vectorize(std::move(corpus), {}).X);
}

/// `a,b,c` as the file of a vocabulary.
inline std::string vocabulary_of(std::string_view terms) {
  std::string file(terms);
  std::replace(file.begin(), file.end(), ',', '\n');
  return file;
}

}  // namespace nmf::fuzz
