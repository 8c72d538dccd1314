#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "nmf/model/transform.h"

namespace nmf {

/// Files of transformed documents, by their suffix:
/// .npy: the weights alone, [documents, K] in the model's dtype;
/// .csv: id, topic_0 to topic_(K-1), unknown_share, residual, flag; RFC 4180, UTF-8;
/// .jsonl: one object a line with id, topics (a list), unknown_share, residual, flag.
/// Numbers are the shortest that read back to the same ones.
enum class TransformedFormat { npy, csv, jsonl };

/// Throws IoError, naming the three, for another suffix.
TransformedFormat transformed_format(const std::filesystem::path& path);

/// What became of the documents.
struct TransformCounts {
  std::int64_t documents = 0, empty = 0, unknown = 0, poor = 0;
  std::int64_t bytes = 0;  ///< of their texts; 0 for a matrix
};

/// Throws IoError for a path that can't take the output: so said before the work, not behind it.
void check_transformed_file(const std::filesystem::path& path);

/// Gives the documents to `use`, in whatever way there are.
using TransformSource = std::function<void(const Transformer::Use& use)>;

/// Writes what `source` gives; the file appears when it is whole.
/// \param topics  K
/// Throws IoError: as check_transformed_file; no document, or none with a term that the model knows
/// (EmptyCorpus); a file that can't be written. Nothing is left then.
TransformCounts write_transformed(const std::filesystem::path& path, std::int64_t topics,
                                  Dtype dtype, const TransformSource& source);

}  // namespace nmf
