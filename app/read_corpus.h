#pragma once

#include "console.h"
#include "nmf/config/config.h"
#include "nmf/text/vectorizer.h"

namespace nmf::app {

/// Reads the corpus that `config` names and vectorizes it, with progress and a closing note.
Tfidf read_corpus(const Config& config, Console& console);

}  // namespace nmf::app
