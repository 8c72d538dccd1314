#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "console.h"
#include "nmf/config/config.h"
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

/// The files of an output directory and, beside them, input.json: what reading the corpus found.
std::vector<std::string> with_input(std::vector<std::string> files);
void write_input(const std::filesystem::path& directory, const CorpusRead& corpus);

}  // namespace nmf::app
