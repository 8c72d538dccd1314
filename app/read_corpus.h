#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "console.h"
#include "nmf/config/config.h"
#include "nmf/core/progress.h"
#include "nmf/corpus/reader.h"
#include "nmf/text/input_json.h"
#include "nmf/text/vectorizer.h"

namespace nmf::app {

struct CorpusRead {
  Tfidf tfidf;
  InputSource source;
};

/// Reads the corpus that `config` names and vectorizes it, with progress and closing notes. What
/// `auto` came to is put into `config`.
CorpusRead read_corpus(Config& config, Console& console);

/// The parts of read_corpus, for a command that wants other things of a corpus.

/// Shows progress on the console; asks work to stop once a signal came.
ProgressCallback progress_on(Console& console);

/// Puts the format of the corpus into `config` where it is `auto`, and says so.
void settle_format(Config& config, Console& console);

/// The corpus of a settled format that holds a matrix; puts into `config` what its values are, and
/// says it where that was left open.
MatrixCorpus read_settled_matrix(Config& config, const ProgressCallback& progress,
                                 Console& console);

/// What errors and notes call the corpus at `path`.
std::string source_name(const std::string& path);

/// The files of an output directory and, beside them, input.json: what reading the corpus found.
std::vector<std::string> with_input(std::vector<std::string> files);
void write_input(const std::filesystem::path& directory, const InputReport& report,
                 const InputSource& source);

}  // namespace nmf::app
