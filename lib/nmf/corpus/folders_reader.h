#pragma once

#include <memory>

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// Every file a document, labelled by its folder: the documents and order of scikit-learn's
/// `load_files(shuffle=False)`, of `corpus.categories` only (see places_in_folders; id
/// `label/file`). Files may be packed one by one with gzip, xz, zstd or bzip2. Unlike scikit-learn
/// it leaves hidden files out and does not follow links to folders (see files_below).
///
/// An archive of such folders, or of one folder that holds them, gives the same documents (except
/// that its members are not unpacked once more). It is read twice, the first time for the names: if
/// its members lie in order, as `tar --sort=name` puts them, they are then streamed, else the texts
/// are put aside in a temporary file (see SpoolFile); of a tar from standard input always.
///
/// Throws ConfigError (empty list of categories), IoError (see places_in_folders, SourceFiles; a
/// source that is neither folder nor archive, no document, one beyond max_document_bytes).
std::unique_ptr<DocumentReader> open_folders(const CorpusOptions& options,
                                             const ProgressCallback& progress);

}  // namespace nmf::detail
