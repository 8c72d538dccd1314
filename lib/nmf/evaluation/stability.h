#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "nmf/core/parallel.h"

namespace nmf {

/// How far fits from different random starts agree on their topics.
struct Stability {
  /// Cosine of the topics of two fits that were matched one to one (best_assignment), averaged over
  /// topics and over all pairs of fits; in 0 .. 1.
  double matched_cosine = 0;
  /// cNMF's figure for the same topics: every fit's topics, each scaled to length 1, in K clusters,
  /// and the mean silhouette of these by Euclidean distance. The clusters are those of the matching
  /// with the first fit, where cNMF takes k-means. None for one topic.
  std::optional<double> silhouette;
};

/// \param Ht  H transposed, [V, K] each, >= 0, on the CPU and contiguous, of one shape and dtype;
///            two of them at least; the best fit first
/// Source: Kotliar et al., Identifying gene expression programs of cell-type identity and cellular
/// activity with single-cell RNA-Seq (eLife 8, 2019): cNMF.
Stability stability_of(const std::vector<at::Tensor>& Ht, const Threads& threads);

}  // namespace nmf
