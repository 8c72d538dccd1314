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

/// The mean u_mass of the topics that have one, see Coherence; none if none has. Documents are the
/// rows of X, by what it stores alone: its values do not matter.
std::optional<double> mean_u_mass(const CsrMatrix<double>& X,
                                  const std::vector<TopicColumns>& topics);

}  // namespace nmf
