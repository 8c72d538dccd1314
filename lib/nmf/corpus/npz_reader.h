#pragma once

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// Matrices of `scipy.sparse.save_npz`, compressed or not, in one file or several, of which those
/// named `*.npz` are read: csr, csc or coo, little-endian, bool, integers, float32 or float64; rows
/// are documents, named by their number from 0. Entries of one place are added up, zeros store
/// nothing. options.values says what the values are. Our own tfidf.npz is such a file, its
/// vocabulary.txt the terms.
///
/// Throws ConfigError (no vocabulary given), IoError: no such archive, truncated or hostile (see
/// ArchiveReader), another format (bsr, dia) or type by name, members that do not fit each other or
/// the shape, a value that fault_of refuses (naming row and column), a vocabulary of another length
/// than the columns.
/// Source: scipy/sparse/_matrix_io.py.
MatrixCorpus read_npz(const CorpusOptions& options, const ProgressCallback& progress);

}  // namespace nmf::detail
