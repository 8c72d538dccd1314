#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/evaluation/select.h"

namespace nmf {

enum class Confidence { high, medium, low };
/// "high", "medium" or "low".
const char* name_of(Confidence confidence);

/// A choice of K among those tried.
struct Recommendation {
  std::int64_t k = 0;
  Confidence confidence = Confidence::low;
  std::vector<std::string> reasons;  ///< sentences for a person, the weightiest first
};

/// The smallest K whose held-out error is as good as the lowest: in the median over the folds the
/// difference is below its own standard error, or below 2 % of what the lowest explains. That K
/// stands out if the error falls to it at least four times as fast, per doubling of K, as beyond
/// it; the confidence is high if there the random starts agree too, and less so on more components.
///
/// Where the error falls ever more slowly, as for most corpora that nobody planted, no K stands
/// out, and the reasons say so: then it is the one whose topics the random starts agree on most, of
/// those that explain at least two thirds of what any K does: with fewer topics they agree anyway.
/// \param candidates  by rising K, one at least
Recommendation recommend(const std::vector<Candidate>& candidates);

}  // namespace nmf
