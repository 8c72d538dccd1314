#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "nmf/evaluation/coherence.h"
#include "nmf/evaluation/topic_terms.h"

namespace nmf {

/// How far the first terms of a topic are that topic's alone, in (0, 1]: the mean over them of
/// P(term | topic) over the sum of P(term | other) over all topics, itself included; 1 / K where
/// all topics give them the same probability. None for a topic without terms.
///
/// P(term | topic) is H's row over its sum, entries below 0 as 0.
/// Source: Bischof & Airoldi, Summarizing Topical Content with Word Frequency and Exclusivity (ICML
/// 2012), as the diagnostics of Mallet 2.0.8 have it.
/// \param H           [K, V] finite
/// \param vocabulary  [V] distinct
/// \param topics      [K] of each row of H terms that have weights above 0 there
Score exclusivity(const at::Tensor& H, const std::vector<std::string>& vocabulary,
                  const TopicTerms& topics);

}  // namespace nmf
