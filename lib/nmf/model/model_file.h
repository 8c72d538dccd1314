#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace nmf {

/// Of a model directory (docs/model-format.md). Raised where an older reader would be wrong.
inline constexpr int kModelFormatVersion = 1;

/// Files of a model directory, all of them written by `save_model`.
const std::vector<std::string>& model_files();

/// What is said of a file of a model that is not as it was written: `PATH: WHAT; what to do`.
std::string damaged(const std::filesystem::path& path, const std::string& what);

/// The bytes of a file of a model. Throws ModelError where it is missing, no regular file, can't be
/// read or is larger than `most_bytes`.
std::string read_model_file(const std::filesystem::path& path, std::int64_t most_bytes = INT64_MAX);

/// The file that vouches for model.json, as `sha256sum -c` reads it.
inline constexpr const char* kModelSeal = "model.sha256";
/// What it holds for this text of model.json.
std::string model_seal(const std::string& model_json);

/// Throws ModelError if the SHA-256 that a file has is not the one that model.json records.
void check_sha256(const std::filesystem::path& path, const std::string& found,
                  const std::string& recorded);

}  // namespace nmf
