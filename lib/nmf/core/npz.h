#pragma once

#include <filesystem>

#include "nmf/core/csr_matrix.h"

namespace nmf {

/// Writes a matrix that `scipy.sparse.load_npz` opens: a zip of the arrays indices, indptr, format,
/// shape and data, deflated. The same matrix gives the same bytes, whenever and wherever.
/// Throws IoError where the file can't be written whole.
/// Source: scipy/sparse/_matrix_io.py, save_npz.
void write_npz(const std::filesystem::path& path, const CsrMatrix<double>& matrix);

}  // namespace nmf
