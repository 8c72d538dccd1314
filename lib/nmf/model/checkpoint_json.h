#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "nmf/model/checkpoint.h"

namespace nmf {

/// SHA-256 by file name.
using FileHashes = std::map<std::string, std::string>;

/// What checkpoint.json says: of the input all that is neither X nor a list of names, and the files
/// that belong to it. Sealed (see seal_json).
std::string checkpoint_json(const FitInput& input, const FitState& state, const FileHashes& files);

struct CheckpointRecord {
  FitInput input;  ///< without X, its counts, vocabulary and documents
  FileHashes files;
};
/// The way back. Throws ModelError: not sealed, another version, a member that is missing or of
/// another type.
/// \param path  names the file in errors
CheckpointRecord parse_checkpoint_json(const std::string& text, const std::filesystem::path& path);

}  // namespace nmf
