#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "nmf/corpus/document.h"

namespace nmf {

/// The terms of a vocabulary.txt as write_vocabulary writes it. Throws ModelError (`PATH:LINE`): a
/// last line without its end, an escape that is none, bytes that are no UTF-8, a term that comes
/// twice.
/// \param path  names the file in errors
std::vector<std::string> parse_vocabulary(std::string_view bytes,
                                          const std::filesystem::path& path);

/// The documents of a documents.tsv as write_documents writes it. Throws ModelError likewise, also
/// for another header, rows out of order, lines that have not three fields.
std::vector<DocumentName> parse_documents(std::string_view bytes,
                                          const std::filesystem::path& path);

}  // namespace nmf
