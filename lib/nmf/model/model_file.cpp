#include "nmf/model/model_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "nmf/core/error.h"
#include "nmf/core/input_file.h"
#include "nmf/core/sha256.h"

namespace nmf {

const std::vector<std::string>& model_files() {
  static const std::vector<std::string> files = {
      "model.json",  "factors.safetensors", "vocabulary.txt", "documents.tsv",
      "history.csv", "topics.txt",          "topics.json",    kModelSeal};
  return files;
}

std::string damaged(const std::filesystem::path& path, const std::string& what) {
  return fmt::format("{}: {}; restore the model directory or fit again", path.string(), what);
}

std::string read_model_file(const std::filesystem::path& path, std::int64_t most_bytes) try {
  InputFile file(path.string());
  if (file.size() > most_bytes) {
    throw ModelError(
        damaged(path, fmt::format("got {} bytes, expected at most {}", file.size(), most_bytes)));
  }
  std::string bytes(static_cast<std::size_t>(file.size()), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const std::size_t count = file.read(std::span(bytes).subspan(filled));
    if (count == 0) break;  // cut short meanwhile: its hash will not match
    filled += count;
  }
  bytes.resize(filled);
  return bytes;
} catch (const IoError& error) {
  throw ModelError(fmt::format("{}; expected a file of a model", error.what()));
}

void check_sha256(const std::filesystem::path& path, const std::string& found,
                  const std::string& recorded) {
  if (found == recorded) return;
  throw ModelError(damaged(
      path, "is not the file that the model was saved with (its SHA-256 differs from model.json)"));
}

std::string model_seal(const std::string& model_json) {
  return fmt::format("{}  model.json\n", sha256_hex(model_json));
}

}  // namespace nmf
