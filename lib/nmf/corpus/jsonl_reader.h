#pragma once

#include <memory>

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// Documents from files with one JSON object (RFC 8259) a line; lines without anything are skipped.
///
/// The text, id and label are the fields of the outermost object that the options name (no paths
/// into nested ones); without an id_field the id is the document's number from 0 over all files.
/// The text is a string. An id or label may also be a number or a boolean, which stay as they are
/// written; a label also null, which is empty. Of a field that comes twice the last one counts.
/// `next` takes the line, `finish` parses it; after `finish` has failed the document is of no use.
///
/// Throws IoError (see SourceFiles, LineReader, decode; `PATH:LINE: ...` where a line is no JSON,
/// no object, or lacks a field or has it of another kind; half of a surrogate pair is no JSON).
std::unique_ptr<DocumentReader> open_jsonl(const CorpusOptions& options,
                                           const ProgressCallback& progress);

}  // namespace nmf::detail
