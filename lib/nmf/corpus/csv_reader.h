#pragma once

#include <memory>

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// Documents from the records of csv or tsv files (see CsvRecords), each of which has a header that
/// names its fields, in any order. The text, id and label are the fields that the options name;
/// without an id_field the id is the document's number from 0 over all files.
///
/// \param options    max_document_bytes: of a record as it lies in the file
/// \param delimiter  comma (csv) or tab (tsv)
/// Throws IoError (see SourceFiles, CsvRecords, decode; `PATH:LINE: ...` where the header lacks a
/// field, or names it twice, and where a record has another number of fields than the header; a
/// file without a header).
std::unique_ptr<DocumentReader> open_csv(const CorpusOptions& options, char delimiter,
                                         const ProgressCallback& progress);

}  // namespace nmf::detail
