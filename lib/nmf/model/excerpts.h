#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/core/progress.h"
#include "nmf/corpus/reader.h"

namespace nmf {

/// The beginnings of some documents, and what corpus they were read from.
struct Excerpts {
  std::map<std::int64_t, std::string>
      texts;                  ///< row -> excerpt; rows beyond the corpus are missing
  std::string corpus_sha256;  ///< of all that was read, to hold against a model's
};

/// The beginning of a text on one line: runs of blanks and line ends as one space; cut at a
/// character where it is longer than `characters`, then `...` follows.
std::string excerpt(std::string_view text, std::size_t characters);

/// Reads a corpus of text to its end and keeps the excerpts of the documents of some rows.
/// Throws what the reader throws; Interrupted.
Excerpts read_excerpts(DocumentReader& documents, const std::vector<std::int64_t>& rows,
                       std::size_t characters, const ProgressCallback& progress = {});

}  // namespace nmf
