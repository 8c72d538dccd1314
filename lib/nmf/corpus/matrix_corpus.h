#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// A document's values as they enter the corpus's hash: `column:value ` by rising column, whole
/// numbers without a point, others as the shortest text that reads back. So the same values give
/// the same hash, whatever file they came from.
std::string canonical(std::span<const std::int32_t> columns, std::span<const double> values);

/// The terms that options.vocabulary names. Throws ConfigError if it names none, IoError as
/// read_vocabulary.
/// \param format  as corpus.format spells it
std::vector<std::string> required_vocabulary(const CorpusOptions& options, std::string_view format);

/// Throws IoError if a matrix and its vocabulary differ in length.
/// \param where  of the matrix's own number of columns
void check_vocabulary(const std::string& where, std::int64_t columns,
                      const std::string& vocabulary_path, std::size_t terms);

/// All of a corpus but its matrix: what the values are, ids (numbers from 0), the hash.
///
/// \param where   what errors begin with, a path
/// \param X       values checked by fault_of
/// \param values  what they are said to be
/// Throws IoError (no document; a sum of values that is beyond what a double counts exactly).
MatrixCorpus make_matrix_corpus(const std::string& where, CsrMatrix<double> X,
                                std::vector<std::string> vocabulary, MatrixValues values);

}  // namespace nmf::detail
