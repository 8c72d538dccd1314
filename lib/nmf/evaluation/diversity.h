#pragma once

#include <cstdint>
#include <vector>

#include "nmf/evaluation/coherence.h"

namespace nmf {

/// How little the topics repeat each other's terms, in (0, 1]; 1: no term is listed twice.
///
/// A topic's is the mean over its terms of 1 / (how often all topics list the term), the uniqueness
/// of Nan et al., Topic Modeling with Wasserstein Autoencoders (ACL 2019); none without terms. The
/// mean is the share of distinct terms among all that are listed, the diversity of Dieng, Ruiz,
/// Blei, Topic Modeling in Embedding Spaces (TACL 8, 2020), and for topics with equally many terms
/// the mean over topics too.
/// \param topics  each topic's terms, by numbers from 0: TopicTerms::topics, or columns of X
Score diversity(const std::vector<std::vector<std::int32_t>>& topics);

}  // namespace nmf
