#pragma once

#include <filesystem>

#include "nmf/text/vectorizer.h"

namespace nmf {

/// Writes the numbers of a TF-IDF, bit for bit, as a safetensors file: X (`row_start`, `column`,
/// `value`), `idf`, `document_length`, `term_frequency`, `document_frequency`. Throws IoError where
/// the file can't be written whole.
void write_matrix(const std::filesystem::path& path, const Tfidf& tfidf);

/// Reads them into `tfidf`, whose vocabulary and documents are there already and say how large they
/// are. Throws IoError (no such safetensors file, see SafetensorsFile), ModelError (what breaks an
/// invariant of CsrMatrix, other sizes).
void read_matrix(const std::filesystem::path& path, Tfidf& tfidf);

}  // namespace nmf
