#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "nmf/core/csr_matrix.h"

namespace nmf {

/// Terms of one topic by their columns in X, by falling weight.
using TopicColumns = std::vector<std::int32_t>;

/// Each topic's terms of the largest weights above 0, ties by term order.
/// \param Ht     H transposed, [V, K], float32 or float64, on the CPU and contiguous
/// \param count  of terms; a topic with fewer weights above 0 has fewer
std::vector<TopicColumns> top_columns(const at::Tensor& Ht, std::int64_t count = 10);

/// Which documents hold a term, by what X stores alone: its values do not matter.
class DocumentCounts {
 public:
  explicit DocumentCounts(const CsrMatrix<double>& X);

  /// gensim's u_mass of a topic: the mean over all pairs of its terms, j before i, of
  /// log((D(i, j) / D + 1e-12) / (D(j) / D)), with the D documents counted that hold both or j.
  /// Pairs whose j is in no document are left out; none where no pair is left.
  /// Source: Mimno et al., Optimizing Semantic Coherence in Topic Models (EMNLP 2011); gensim 4.4,
  /// topic_coherence/direct_confirmation_measure.py, log_conditional_probability.
  [[nodiscard]] std::optional<double> u_mass(const TopicColumns& topic) const;

 private:
  [[nodiscard]] std::int64_t documents_with(std::int32_t term) const;
  [[nodiscard]] std::int64_t documents_with_both(std::int32_t a, std::int32_t b) const;

  std::int64_t documents_;
  std::vector<std::int64_t> start_;     // [V + 1]
  std::vector<std::int32_t> document_;  // of each term, rising
};

/// The mean u_mass of the topics that have one; none if none has.
std::optional<double> mean_u_mass(const DocumentCounts& counts,
                                  const std::vector<TopicColumns>& topics);

}  // namespace nmf
