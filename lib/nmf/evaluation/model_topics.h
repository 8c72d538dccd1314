#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/evaluation/topic_terms.h"

namespace nmf {

/// The topics of a model as lists of terms.
struct ModelTopics {
  std::vector<TermList> terms;        ///< [K] by number; only terms with a weight above 0
  std::vector<std::int64_t> listing;  ///< [K] the numbers by falling share, as top_topics has them
};

/// \param W     [D, K]
/// \param H     [K, V] finite
/// \param most  terms of a topic; a topic with fewer weights above 0 has fewer
/// Throws as top_topics.
ModelTopics topics_of_model(const at::Tensor& W, const at::Tensor& H,
                            const std::vector<std::string>& vocabulary, std::int64_t most = 10);

}  // namespace nmf
