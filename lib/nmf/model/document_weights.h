#pragma once

#include <filesystem>
#include <string>

#include "nmf/model/load_model.h"

namespace nmf {

/// The first line of document weights in csv: `id,label,topic_0,...`, without its end.
std::string document_weights_header(std::int64_t topics);

/// Throws IoError if `path` has another suffix than .csv or can't take such an output: see
/// check_replaceable_file.
void check_document_weights_file(const std::filesystem::path& path);

/// Writes id, label and row of W of every document as csv (RFC 4180, lines end with a newline), in
/// the shortest digits that read back to the same numbers. The file is there whole or not at all.
/// Throws IoError.
void write_document_weights(const std::filesystem::path& path, const Model& model);

}  // namespace nmf
