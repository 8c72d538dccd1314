#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// The format of a file by its name, also behind `.gz`, `.xz`, `.zst` or `.bz2`, in capitals or
/// not: txt, text, lines | csv | tsv, tab | jsonl, ndjson | ldac, lda-c, dat | docword.* (uci) |
/// mtx | npz; an archive that has `20news` in its name is newsgroups.
std::optional<CorpusFormat> format_by_name(std::string_view path);

/// The names by which a format is told, for the eye: `*.ldac, *.lda-c or *.dat`.
std::string names_of(CorpusFormat format);

/// The format of a folder or archive of files. Files that all have the name of one kind of records
/// (csv, tsv, jsonl, lines) or of matrix (ldac, uci, mtx, npz; beside a vocabulary, whose name
/// begins with `vocab`) are of that format, texts without folders or of several labels `folders`
/// (see places_in_folders), the only file of an archive what its name says.
/// \param where  path of the source, for errors
/// \param paths  at least one
/// Throws IoError where files of different formats lie side by side.
FormatChoice format_by_members(const std::string& where, const std::vector<std::string>& paths,
                               bool archive);

}  // namespace nmf::detail
