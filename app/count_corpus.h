#pragma once

#include "console.h"
#include "nmf/config/config.h"
#include "nmf/evaluation/occurrences.h"
#include "nmf/evaluation/topic_terms.h"

namespace nmf::app {

/// Counts topics' terms in the corpus that `config` names, with progress and closing notes. What
/// `auto` came to is put into `config`.
Occurrences count_corpus(Config& config, const TopicTerms& topics, Console& console);

}  // namespace nmf::app
