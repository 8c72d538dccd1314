#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nmf/text/vectorizer.h"

namespace nmf {

/// Writes the terms, one a line and escaped (escape_term): that of column j on line j, from 0.
/// Throws IoError where the file can't be written whole.
void write_vocabulary(const std::filesystem::path& path,
                      const std::vector<std::string>& vocabulary);

/// Writes the header `row id label` and one line a document, tab-separated; ids and labels are
/// escaped as terms are. Throws IoError where the file can't be written whole.
void write_documents(const std::filesystem::path& path, const std::vector<DocumentName>& documents);

/// Files of a TF-IDF directory, all of them written by `save_tfidf`.
const std::vector<std::string>& tfidf_files();

/// Writes a TF-IDF into an existing directory (see design "files"): vocabulary.txt, documents.tsv,
/// idf.npy and, last, tfidf.npz. Throws IoError where a file can't be written whole.
void save_tfidf(const std::filesystem::path& directory, const Tfidf& tfidf);

}  // namespace nmf
