#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nmf/core/parallel.h"

namespace nmf {

/// For each topic the terms that are among its `count` most relevant ones for some lambda of the
/// report's slider, 0, 0.05, ... 1: all that the slider can bring to the top.
///
/// \param probabilities  [K, V] row-major: P(term | topic)
/// \param in_corpus      [V] P(term); terms with 0 there are in no list, as those that a topic does
///                       not have are not in its own
/// \return [K] terms by falling probability, ties by number
/// Source: Sievert & Shirley, LDAvis (2014); see relevance in nmf/model/term_scores.h.
std::vector<std::vector<std::int64_t>> relevant_terms(std::span<const double> probabilities,
                                                      std::span<const double> in_corpus,
                                                      std::size_t count, const Threads& threads);

}  // namespace nmf
